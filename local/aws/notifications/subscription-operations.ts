import { z } from 'zod';
import { AwsError } from '../wire/aws-error.ts';
import { defineOperation, type Operation } from '../wire/operation.ts';
import { askToConfirm, type Inboxes } from './deliver.ts';
import { parseFilterPolicy } from './filter-policy.ts';
import { invalid } from './message.ts';
import {
  type NotificationProtocol,
  PROTOCOLS,
  type Subscription,
  type TopicStore,
} from './topic-store.ts';

/**
 * Subscribe: a phone is confirmed at once, as with SNS; an address or endpoint first gets the token that
 * ConfirmSubscription wants, and its ARN reads `pending confirmation` until then.
 */
export function subscribe(
  topics: TopicStore,
  inboxes: Pick<Inboxes, 'mailbox' | 'webhookLog'>,
): Operation {
  const schema = z.object({
    TopicArn: z.string(),
    Protocol: z.string(),
    Endpoint: z.string(),
    ReturnSubscriptionArn: z.stringbool().default(false),
  });
  return defineOperation(schema, (input, context) => {
    const topic = topics.get(input.TopicArn, context.region);
    const protocol = readProtocol(input.Protocol);
    checkEndpoint(protocol, input.Endpoint);
    const subscription = topics.subscribe({
      topicArn: topic.arn,
      protocol,
      endpoint: input.Endpoint,
      isConfirmed: protocol === 'sms',
    });
    if (!subscription.isConfirmed) askToConfirm(subscription, context.now, inboxes);
    const isArnShown = subscription.isConfirmed || input.ReturnSubscriptionArn;
    return { SubscriptionArn: isArnShown ? subscription.arn : 'pending confirmation' };
  });
}

/** ConfirmSubscription by the token of the mail. */
export function confirmSubscription(topics: TopicStore): Operation {
  const schema = z.object({ TopicArn: z.string(), Token: z.string() });
  return defineOperation(schema, ({ TopicArn, Token }, context) => {
    const topic = topics.get(TopicArn, context.region);
    const subscription = topics.subscriptions(topic.arn).find(({ token }) => token === Token);
    if (subscription === undefined) throw invalid('Token');
    topics.update({ ...subscription, isConfirmed: true });
    return { SubscriptionArn: subscription.arn };
  });
}

/** SetSubscriptionAttributes, FilterPolicy in the MessageAttributes scope only. */
export function setSubscriptionAttributes(topics: TopicStore): Operation {
  const schema = z.object({
    SubscriptionArn: z.string(),
    AttributeName: z.string(),
    AttributeValue: z.string().default(''),
  });
  return defineOperation(schema, (input) => {
    const subscription = topics.subscriptions().find(({ arn }) => arn === input.SubscriptionArn);
    if (subscription === undefined) {
      throw new AwsError('NotFound', 'Subscription does not exist', 404);
    }
    if (input.AttributeName !== 'FilterPolicy') {
      throw invalid('AttributeName: this local AWS offers FilterPolicy');
    }
    // An empty value takes the policy away.
    const filterPolicy =
      input.AttributeValue === '' ? undefined : parseFilterPolicy(input.AttributeValue);
    topics.update({ ...subscription, filterPolicy });
    return {};
  });
}

/** One subscription as the listings show it. */
export function subscriptionEntry(subscription: Subscription): Readonly<Record<string, string>> {
  const { topicArn, protocol, endpoint } = subscription;
  return {
    SubscriptionArn: listedArn(subscription),
    // The Owner is the account of the topic.
    Owner: topicArn.split(':')[4] ?? '',
    Protocol: protocol,
    Endpoint: endpoint,
    TopicArn: topicArn,
  };
}

function listedArn({ arn, isConfirmed, isDeleted }: Subscription): string {
  if (isDeleted === true) return 'Deleted';
  return isConfirmed ? arn : 'PendingConfirmation';
}

const ENDPOINT_RULES: Readonly<
  Record<NotificationProtocol, { readonly pattern: RegExp; readonly problem: string }>
> = {
  email: { pattern: /^[^\s@]+@[^\s@]+$/, problem: 'Email address' },
  'email-json': { pattern: /^[^\s@]+@[^\s@]+$/, problem: 'Email address' },
  sms: { pattern: /^\+[1-9]\d{1,14}$/, problem: 'Invalid SMS endpoint' },
  https: {
    pattern: /^https:\/\/\S+$/,
    problem: 'Endpoint must match the specified protocol',
  },
};

/** @throws AwsError `InvalidParameter` for an address or a phone number that SNS would not take. */
export function checkEndpoint(protocol: NotificationProtocol, endpoint: string): void {
  const { pattern, problem } = ENDPOINT_RULES[protocol];
  if (!pattern.test(endpoint)) throw invalid(problem);
}

function readProtocol(protocol: string): NotificationProtocol {
  const known = PROTOCOLS.find((name) => name === protocol);
  if (known !== undefined) return known;
  throw invalid(`Protocol: this local AWS delivers ${PROTOCOLS.join(', ')}, not ${protocol}`);
}
