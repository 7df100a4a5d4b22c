import { z } from 'zod';
import { AwsError } from '../wire/aws-error.ts';
import { defineOperation, type Operation } from '../wire/operation.ts';
import { emptyAsList } from '../wire/query-form.ts';
import { askToConfirm, type Inboxes } from './deliver.ts';
import { parseFilterPolicy } from './filter-policy.ts';
import { invalid } from './message.ts';
import {
  type NotificationProtocol,
  PROTOCOLS,
  type Subscription,
  type TopicStore,
} from './topic-store.ts';

/** The attributes of Subscribe: a map travels as a list of entries. */
const attributeMap = z.preprocess(
  (value) => emptyAsList(value ?? ''),
  z.array(z.strictObject({ key: z.string(), value: z.string().default('') })),
);

/**
 * Subscribe: a phone is confirmed at once, as with SNS; an address or endpoint first gets the token that
 * ConfirmSubscription wants, and its ARN reads `pending confirmation` until then. Subscribing again gives
 * the subscription that is there, and is refused where the attributes differ, as SNS does.
 */
export function subscribe(
  topics: TopicStore,
  inboxes: Pick<Inboxes, 'mailbox' | 'webhookLog'>,
): Operation {
  const schema = {
    TopicArn: z.string(),
    Protocol: z.string(),
    Endpoint: z.string(),
    Attributes: attributeMap,
    ReturnSubscriptionArn: z.stringbool().default(false),
  };
  return defineOperation(schema, (input, context) => {
    const topic = topics.get(input.TopicArn, context.region);
    const protocol = readProtocol(input.Protocol);
    checkEndpoint(protocol, input.Endpoint);
    const [changes, ...more] = input.Attributes.map(({ key, value }) => changeOf(key, value));
    if (more.length > 0) throw invalid('Attributes: this local AWS offers FilterPolicy');
    const subscription = topics.subscribe({
      topicArn: topic.arn,
      protocol,
      endpoint: input.Endpoint,
      isConfirmed: protocol === 'sms',
      filterPolicy: changes?.filterPolicy,
    });
    if (!subscription.isConfirmed) askToConfirm(subscription, context.now, inboxes);
    const isArnShown = subscription.isConfirmed || input.ReturnSubscriptionArn;
    return { SubscriptionArn: isArnShown ? subscription.arn : 'pending confirmation' };
  });
}

/** ConfirmSubscription by the token of the mail. */
export function confirmSubscription(topics: TopicStore): Operation {
  const schema = { TopicArn: z.string(), Token: z.string() };
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
  const schema = {
    SubscriptionArn: z.string(),
    AttributeName: z.string(),
    AttributeValue: z.string().default(''),
  };
  return defineOperation(schema, (input) => {
    const subscription = topics.subscriptions().find(({ arn }) => arn === input.SubscriptionArn);
    if (subscription === undefined) throw noSubscription();
    topics.update({ ...subscription, ...changeOf(input.AttributeName, input.AttributeValue) });
    return {};
  });
}

/** What an attribute of a subscription changes. @throws AwsError `InvalidParameter` */
function changeOf(name: string, value: string): Pick<Subscription, 'filterPolicy'> {
  if (name !== 'FilterPolicy') throw invalid('AttributeName: this local AWS offers FilterPolicy');
  // An empty value takes the policy away.
  return { filterPolicy: value === '' ? undefined : parseFilterPolicy(value) };
}

/** Unsubscribe: nothing is delivered any more, and it is listed as deleted. */
export function unsubscribe(topics: TopicStore): Operation {
  return defineOperation({ SubscriptionArn: z.string() }, ({ SubscriptionArn }) => {
    const subscription = topics.subscriptions().find(({ arn }) => arn === SubscriptionArn);
    if (subscription === undefined) throw noSubscription();
    topics.update({ ...subscription, isDeleted: true });
    return {};
  });
}

function noSubscription(): AwsError {
  return new AwsError('NotFound', 'Subscription does not exist', 404);
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
