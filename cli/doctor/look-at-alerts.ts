import type { Configuration } from '../../functions/configuration/configuration.ts';
import type { CallOptions } from '../../functions/domain/model/ports.ts';
import {
  describeUnreachable,
  remediationFor,
} from '../../functions/domain/notifications/subscriptions/describe-unreachable.ts';
import {
  createSubscriptionCheck,
  type ExpectedTopic,
  type TopicState,
} from '../../functions/domain/notifications/subscriptions/subscription-check.ts';
import { lookAtFilters } from './filters/look-at-filters.ts';
import type { Finding } from './finding.ts';
import type { AlertTopics } from './function-topics.ts';
import { lookAtSms } from './look-at-sms.ts';
import type { DoctorPorts } from './ports/doctor-ports.ts';

const CHECK = 'alerts.subscriptions';

/** Whether every declared subscriber is subscribed and has confirmed. */
export async function lookAtAlerts(
  ports: DoctorPorts,
  topics: AlertTopics,
  {
    configuration,
    ...options
  }: CallOptions & { readonly configuration: Configuration | undefined },
): Promise<readonly Finding[]> {
  const { alerts, services, chat } = topics;
  if (alerts === undefined) {
    const message = 'Not looked at: no topic was named.';
    const remedy = 'Give --function (GateFunctionName) or --topic (AlertTopicArn of the stack).';
    return [{ check: CHECK, status: 'skipped', message, remedy }];
  }
  const expected: readonly ExpectedTopic[] = [
    { topicArn: alerts, audience: 'everybody' },
    ...(services === undefined ? [] : [{ topicArn: services, audience: 'selective' } as const]),
  ];
  const { subscriptions, clock } = ports;
  const check = createSubscriptionCheck({ subscriptions, topics: expected, clock });
  const declared = configuration?.alerts.subscribers ?? [];
  const numbers = declared
    .filter(({ protocol }) => protocol === 'sms')
    .map(({ endpoint }) => endpoint);
  const [states, ...others] = await Promise.all([
    check.run(declared, options),
    configuration === undefined ? [] : lookAtFilters(ports, alerts, { configuration, ...options }),
    lookAtChat(ports, chat, options),
    numbers.length === 0 ? [] : lookAtSms(ports, alerts, { numbers, ...options }),
  ]);
  return [...states.flatMap(stateFindings), ...others.flat()];
}

function stateFindings({
  topicArn,
  unreachable,
  outcome,
  detail = '',
}: TopicState): readonly Finding[] {
  if (unreachable === undefined) return [unlisted(topicArn, outcome, detail)];
  if (unreachable.length === 0) {
    return [
      { check: CHECK, status: 'ok', message: `All subscribers of ${topicArn} have confirmed.` },
    ];
  }
  return unreachable.map((one) => {
    const { text, command } = remediationFor(one);
    return {
      check: CHECK,
      status: 'problem',
      message: describeUnreachable(one),
      remedy: text,
      command,
    };
  });
}

function unlisted(topicArn: string, outcome: TopicState['outcome'], detail: string): Finding {
  return {
    check: CHECK,
    status: outcome === 'not-found' ? 'problem' : 'unknown',
    message: `${topicArn} could not be looked at: ${detail}`,
    remedy:
      outcome === 'denied'
        ? 'These credentials need sns:ListSubscriptionsByTopic on it.'
        : 'Is the topic in this AWS account, and the stack deployed?',
  };
}

/** Amazon Q Developer subscribes by itself to the topics that a channel names. */
async function lookAtChat(
  { subscriptions }: DoctorPorts,
  topicArn: string | undefined,
  options: CallOptions,
): Promise<readonly Finding[]> {
  if (topicArn === undefined) return [];
  const listing = await subscriptions.list(topicArn, options);
  if (listing.outcome !== 'listed') return [unlisted(topicArn, listing.outcome, listing.detail)];
  const check = 'alerts.chat';
  if (listing.subscriptions.some(({ state }) => state === 'confirmed')) {
    return [{ check, status: 'ok', message: `A chat is subscribed to ${topicArn}.` }];
  }
  return [
    {
      check,
      status: 'problem',
      message: `No chat is subscribed to ${topicArn}.`,
      remedy:
        'Name the topic in a channel of Amazon Q Developer in chat applications (docs/alerts.md).',
    },
  ];
}
