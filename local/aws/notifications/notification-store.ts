import { createBoundedLog } from '../bounded-log.ts';
import type { Email, Inboxes, PhoneMessage, WebhookCall } from './deliver.ts';
import { parseFilterPolicy } from './filter-policy.ts';
import { type PublishParts, publish } from './publish-operation.ts';
import { checkEndpoint } from './subscription-operations.ts';
import {
  createTopicStore,
  type NotificationProtocol,
  type Subscription,
  type Topic,
} from './topic-store.ts';

/** A subscription to be seeded: confirmed unless `isConfirmed` is false, unlike over the wire. */
export interface SubscriptionSeed {
  readonly topicArn: string;
  readonly protocol: NotificationProtocol;
  readonly endpoint: string;
  readonly isConfirmed?: boolean;
  /** JSON, as SetSubscriptionAttributes takes it. */
  readonly filterPolicy?: string;
}

/** The notifications of the world from within, and what has arrived. */
export interface NotificationStore extends Inboxes {
  /** Gives the ARN; the world's own account and Region unless given. */
  createTopic(name: string, place?: { readonly region?: string }): string;
  /** Gives the ARN of the subscription. @throws AwsError as Subscribe would answer */
  subscribe(seed: SubscriptionSeed): string;
  /** Publishes as an AWS service does that may. @throws AwsError as Publish would answer */
  publish(topicArn: string, message: string): void;
  topics(): readonly Topic[];
  subscriptions(topicArn?: string): readonly Subscription[];
  /** From now on Publish to this topic answers AuthorizationError. */
  denyPublish(topicArn: string): void;
  allowPublish(topicArn: string): void;
  /** As by the link in a mail: nothing is delivered any more, and it is listed as deleted. */
  unsubscribe(subscriptionArn: string): void;
  /** As with a new AWS account: texts go to verified numbers only. Default: not. */
  setSmsSandbox(isInSandbox: boolean): void;
}

/** Makes the face, and the parts that the SNS service works on. */
export function createNotifications(owner: {
  readonly accountId: string;
  readonly region: string;
  readonly now: () => Date;
}): { readonly store: NotificationStore; readonly parts: PublishParts } {
  const topics = createTopicStore();
  const deniedTopics = new Set<string>();
  const mailbox = createBoundedLog<Email>();
  const phoneLog = createBoundedLog<PhoneMessage>();
  const webhookLog = createBoundedLog<WebhookCall>();
  const sandbox = { isOn: false };
  const parts: PublishParts = { topics, deniedTopics, sandbox, mailbox, phoneLog, webhookLog };
  const store: NotificationStore = {
    mailbox,
    phoneLog,
    webhookLog,
    createTopic: (name, place = {}) => topics.create(name, { ...owner, ...place }).arn,
    subscribe: ({ filterPolicy, isConfirmed = true, ...wanted }) => {
      checkEndpoint(wanted.protocol, wanted.endpoint);
      const policy = filterPolicy === undefined ? undefined : parseFilterPolicy(filterPolicy);
      const subscription = topics.subscribe({ ...wanted, isConfirmed });
      topics.update({ ...subscription, isConfirmed, filterPolicy: policy });
      return subscription.arn;
    },
    publish: (topicArn, message) => {
      const caller = { accountId: owner.accountId, arn: 'events.amazonaws.com' };
      const context = { caller, region: owner.region, now: owner.now() };
      publish(parts)({ TopicArn: topicArn, Message: message }, context);
    },
    topics: topics.topics,
    subscriptions: topics.subscriptions,
    denyPublish: (topicArn) => {
      deniedTopics.add(topicArn);
    },
    allowPublish: (topicArn) => {
      deniedTopics.delete(topicArn);
    },
    unsubscribe: (subscriptionArn) => {
      const found = topics.subscriptions().find(({ arn }) => arn === subscriptionArn);
      if (found !== undefined) topics.update({ ...found, isDeleted: true });
    },
    setSmsSandbox: (isInSandbox) => {
      sandbox.isOn = isInSandbox;
    },
  };
  return { store, parts };
}
