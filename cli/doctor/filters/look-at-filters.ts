import type { Configuration } from '../../../functions/configuration/configuration.ts';
import { ALERT_SEVERITIES } from '../../../functions/contract.ts';
import type { ListedSubscription } from '../../../functions/domain/model/alert-subscriptions.ts';
import type { CallOptions } from '../../../functions/domain/model/ports.ts';
import { shownEndpoint } from '../../../functions/domain/notifications/subscriptions/describe-unreachable.ts';
import type { Finding } from '../finding.ts';
import type { Answered, DoctorPorts, SubscriptionFilter } from '../ports/doctor-ports.ts';
import { ANY, type Filtered, passesFilter } from './passes-filter.ts';

const CHECK = 'alerts.filters';
/** The verdicts that alerts are about. A recovery has the severity of what it ends. */
const VERDICTS = ['fail', 'inconclusive'] as const;

/** An alert as a filter policy sees it. */
interface Sent {
  readonly environment: string;
  readonly verdict: (typeof VERDICTS)[number];
}

interface Filter extends SubscriptionFilter {
  readonly subscription: ListedSubscription;
}

/**
 * Holds the filter policy of each confirmed subscription against the alerts that will be sent, and says
 * which environment and verdict reach no one, and who gets nothing at all.
 */
export async function lookAtFilters(
  { subscriptions, filterOf }: DoctorPorts,
  topicArn: string,
  { configuration, ...options }: CallOptions & { readonly configuration: Configuration },
): Promise<readonly Finding[]> {
  const listing = await subscriptions.list(topicArn, options);
  // Another check says why they could not be listed.
  if (listing.outcome !== 'listed') return [];
  const confirmed = listing.subscriptions.filter(({ state }) => state === 'confirmed');
  const filters = await Promise.all(
    confirmed.map(async (subscription) => ({
      subscription,
      answer: await filterOf(subscription.arn ?? '', options),
    })),
  );
  const unseen = filters.find(({ answer }) => answer.outcome !== 'known');
  if (unseen !== undefined) return [notLookedAt(unseen.answer)];
  const known = filters.flatMap(({ subscription, answer }) =>
    answer.outcome === 'known' ? [{ subscription, ...answer.value }] : [],
  );
  const names = configuration.environments.map(({ name }) => name);
  return judged(known, names);
}

function judged(filters: readonly Filter[], names: readonly string[]): readonly Finding[] {
  if (filters.length === 0) return [];
  const sent = names.flatMap((environment) =>
    VERDICTS.map((verdict): Sent => ({ environment, verdict })),
  );
  try {
    const findings = [...withNothing(filters, sent), ...reachingNoOne(filters, sent)];
    if (findings.length > 0) return findings;
    const message = 'The filter policies let every alert through to a subscriber.';
    return [{ check: CHECK, status: 'ok', message }];
  } catch (error) {
    // A policy that is not JSON, or has an operator that was added after this version.
    const what = error instanceof TypeError ? error.message : 'a policy that is not JSON';
    return [{ check: CHECK, status: 'unknown', message: `Filter policies hold ${what}.` }];
  }
}

function withNothing(filters: readonly Filter[], sent: readonly Sent[]): readonly Finding[] {
  return filters
    .filter((filter) => !sent.some((one) => reaches(filter, one)))
    .map(({ subscription, policy }) => ({
      check: CHECK,
      status: 'problem',
      message: `${shownEndpoint(subscription)} (${subscription.protocol}) gets no alert: its filter policy ${policy} lets none through.`,
      remedy: `Correct it (aws sns set-subscription-attributes), or subscribe by the configuration. Environments: ${[...new Set(sent.map(({ environment }) => environment))].join(', ')}.`,
    }));
}

function reachingNoOne(filters: readonly Filter[], sent: readonly Sent[]): readonly Finding[] {
  return sent
    .filter((one) => !filters.some((filter) => reaches(filter, one)))
    .map(({ environment, verdict }) => ({
      check: CHECK,
      status: 'problem',
      message: `An alert of ${environment} with the verdict ${verdict} reaches no one: every filter policy leaves it out.`,
      remedy: 'Give one subscriber that environment, or no filter.',
    }));
}

function reaches({ subscription, policy, scope }: Filter, sent: Sent): boolean {
  if (policy === undefined) return true;
  const filtered = scope === 'MessageBody' ? bodyOf(subscription, sent) : attributesOf(sent);
  return filtered !== undefined && passesFilter(JSON.parse(policy), filtered);
}

function attributesOf({ environment, verdict }: Sent): Filtered {
  return { environment, verdict, severity: ALERT_SEVERITIES[verdict], cause: ANY, news: ANY };
}

/** Only an HTTPS endpoint gets JSON; a body of words passes no policy on the body. */
function bodyOf({ protocol }: ListedSubscription, sent: Sent): Filtered | undefined {
  if (!protocol.startsWith('http')) return undefined;
  const others = ['kind', 'blocked', 'mode', 'confidence', 'trigger', 'pipeline', 'executionId'];
  return {
    ...Object.fromEntries(others.map((name) => [name, ANY])),
    ...attributesOf(sent),
    news: undefined,
    schemaVersion: 1,
    source: 'twilio-preflight',
    dedupKey: `twilio-preflight/${sent.environment}`,
  };
}

function notLookedAt(answer: Answered<SubscriptionFilter>): Finding {
  return {
    check: CHECK,
    status: 'unknown',
    message: `The filter policies were not looked at: ${'detail' in answer ? answer.detail : ''}`,
    remedy: 'These credentials need sns:GetSubscriptionAttributes on the topic.',
  };
}
