import { randomBytes, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { AwsError } from '../wire/aws-error.ts';
import type { FilterPolicy } from './filter-policy.ts';
import { invalid } from './message.ts';

/** The protocols that this world delivers. */
export const PROTOCOLS = ['email', 'email-json', 'sms', 'https'] as const;
export type NotificationProtocol = (typeof PROTOCOLS)[number];

/** A topic of one account and Region. */
export interface Topic {
  readonly arn: string;
  readonly name: string;
}

/** A subscription; until it is confirmed it receives nothing but the question to confirm. */
export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: NotificationProtocol;
  /** Email address, phone number in E.164, or URL. */
  readonly endpoint: string;
  readonly isConfirmed: boolean;
  /** It was unsubscribed: it is listed as deleted for a while and delivers nothing. */
  readonly isDeleted?: boolean;
  /** Answers the confirmation mail. */
  readonly token: string;
  readonly filterPolicy?: FilterPolicy | undefined;
}

/** A subscription to be made. */
export type NewSubscription = Pick<
  Subscription,
  'topicArn' | 'protocol' | 'endpoint' | 'isConfirmed' | 'filterPolicy'
>;

/** Topics and subscriptions, without delivery. */
export interface TopicStore {
  /** Gives the topic of that name, made if need be, as CreateTopic does. */
  create(name: string, place: { readonly accountId: string; readonly region: string }): Topic;
  /** @throws AwsError `NotFound` (404); `InvalidParameter` when the ARN is of another Region. */
  get(arn: string, region: string): Topic;
  topics(): readonly Topic[];
  /** Removes a topic with its subscriptions; nothing where there is none. */
  delete(arn: string): void;
  /**
   * Adds a subscription, or gives the one that is there for the same protocol and endpoint.
   *
   * @throws AwsError `InvalidParameter` when that one has another filter policy.
   */
  subscribe(subscription: NewSubscription): Subscription;
  /** Replaces a subscription of the same ARN. */
  update(subscription: Subscription): void;
  /** Of one topic, or of all. */
  subscriptions(topicArn?: string): readonly Subscription[];
}

/** Makes a store without topics. */
export function createTopicStore(): TopicStore {
  const topics = new Map<string, Topic>();
  const subscriptions = new Map<string, Subscription>();
  const ofTopic = (topicArn?: string): readonly Subscription[] =>
    [...subscriptions.values()].filter((s) => topicArn === undefined || s.topicArn === topicArn);
  return {
    create: (name, { accountId, region }) => {
      const arn = `arn:aws:sns:${region}:${accountId}:${name}`;
      const topic = topics.get(arn) ?? { arn, name };
      topics.set(arn, topic);
      return topic;
    },
    get: (arn, region) => {
      // SNS refuses the ARN of another Region as a parameter instead of looking for it.
      if (arn.split(':')[3] !== region) throw invalid('TopicArn');
      const topic = topics.get(arn);
      if (topic === undefined) throw new AwsError('NotFound', 'Topic does not exist', 404);
      return topic;
    },
    topics: () => [...topics.values()],
    delete: (arn) => {
      topics.delete(arn);
      for (const subscription of ofTopic(arn)) subscriptions.delete(subscription.arn);
    },
    subscribe: (wanted) => {
      const existing = ofTopic(wanted.topicArn).find(
        ({ protocol, endpoint, isDeleted }) =>
          protocol === wanted.protocol && endpoint === wanted.endpoint && isDeleted !== true,
      );
      const { filterPolicy } = wanted;
      if (existing && filterPolicy && !isDeepStrictEqual(existing.filterPolicy, filterPolicy)) {
        throw invalid('Attributes Reason: Subscription already exists with different attributes');
      }
      const subscription = existing ?? newSubscription(wanted);
      subscriptions.set(subscription.arn, subscription);
      return subscription;
    },
    update: (subscription) => {
      subscriptions.set(subscription.arn, subscription);
    },
    subscriptions: ofTopic,
  };
}

function newSubscription(wanted: NewSubscription): Subscription {
  const arn = `${wanted.topicArn}:${randomUUID()}`;
  return { ...wanted, arn, token: randomBytes(32).toString('hex') };
}
