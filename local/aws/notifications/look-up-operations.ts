import { z } from 'zod';
import { AwsError } from '../wire/aws-error.ts';
import { defineOperation, type Operation } from '../wire/operation.ts';
import { subscriptionEntry } from './subscription-operations.ts';
import type { TopicStore } from './topic-store.ts';

/** GetSubscriptionAttributes, as far as this world keeps them. */
export function getSubscriptionAttributes(topics: TopicStore): Operation {
  const schema = { SubscriptionArn: z.string() };
  return defineOperation(schema, ({ SubscriptionArn }) => {
    const found = topics.subscriptions().find(({ arn }) => arn === SubscriptionArn);
    if (found === undefined) throw new AwsError('NotFound', 'Subscription does not exist', 404);
    const { filterPolicy, isConfirmed } = found;
    const filter =
      filterPolicy === undefined
        ? {}
        : { FilterPolicy: JSON.stringify(filterPolicy), FilterPolicyScope: 'MessageAttributes' };
    const PendingConfirmation = String(!isConfirmed);
    const attributes = { ...subscriptionEntry(found), PendingConfirmation, ...filter };
    return { Attributes: new Map(Object.entries(attributes)) };
  });
}
