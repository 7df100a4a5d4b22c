import { Duration } from 'aws-cdk-lib';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { Subscriber } from '../../../functions/configuration/configuration.ts';
import { filterPolicyOf, isSelective } from './filter-policy.ts';

/** A subscriber, and how it is called in the stack and in errors. */
export interface PlannedSubscription extends Subscriber {
  readonly id: string;
}

/** Where subscriptions go. */
export interface SubscribedTopics {
  readonly alerts: sns.Topic;
  /** What AWS itself publishes, once more, for those who filter; there is one where a subscriber does. */
  readonly services: sns.Topic | undefined;
}

const PROTOCOLS = {
  email: sns.SubscriptionProtocol.EMAIL,
  sms: sns.SubscriptionProtocol.SMS,
  https: sns.SubscriptionProtocol.HTTPS,
} as const;

// SNS's own policy gives up after a minute and then the page is lost. 3,600 s in all is its bound.
const WEBHOOK_RETRIES: sns.DeliveryPolicy = {
  healthyRetryPolicy: {
    minDelayTarget: Duration.seconds(5),
    maxDelayTarget: Duration.seconds(300),
    numRetries: 10,
  },
};

/**
 * Adds a subscriber of the alerts, with its filter. One with a filter is also subscribed to the
 * service topic, unfiltered: what AWS itself publishes has no attributes, and no filter policy lets a
 * message without any through.
 */
export function subscribe(
  { alerts, services }: SubscribedTopics,
  subscriber: PlannedSubscription,
): void {
  const filterPolicy = filterPolicyOf(subscriber.id, subscriber);
  addSubscription(alerts, subscriber, filterPolicy);
  if (services !== undefined && isSelective(subscriber)) addSubscription(services, subscriber);
}

function addSubscription(
  topic: sns.Topic,
  { id, protocol, endpoint }: PlannedSubscription,
  filterPolicy?: ReturnType<typeof filterPolicyOf>,
): void {
  topic.addSubscription({
    bind: () => ({
      subscriberId: id,
      protocol: PROTOCOLS[protocol],
      endpoint,
      ...(filterPolicy !== undefined && { filterPolicy: { ...filterPolicy } }),
      ...(protocol === 'https' && { deliveryPolicy: WEBHOOK_RETRIES }),
    }),
  });
}
