import { z } from 'zod';
import { defineOperation, type Operation, type Service, stringMembers } from '../wire/operation.ts';
import { page } from '../wire/page.ts';
import { getSubscriptionAttributes } from './look-up-operations.ts';
import { invalid } from './message.ts';
import { type PublishParts, publish } from './publish-operation.ts';
import {
  confirmSubscription,
  setSubscriptionAttributes,
  subscribe,
  subscriptionEntry,
  unsubscribe,
} from './subscription-operations.ts';
import type { TopicStore } from './topic-store.ts';

/** SNS gives 100 topics or subscriptions per page. */
const PAGE_SIZE = 100;

/** SNS as far as this world has it: topics, subscriptions, and Publish to mailbox and phone. */
export function createSnsService(parts: PublishParts): Service {
  const { topics } = parts;
  return {
    name: 'sns',
    operations: new Map([
      ['CreateTopic', createTopic(topics)],
      ['DeleteTopic', deleteTopic(topics)],
      ['ListTopics', listTopics(topics)],
      ['Subscribe', subscribe(topics, parts)],
      ['ConfirmSubscription', confirmSubscription(topics)],
      ['ListSubscriptionsByTopic', listSubscriptionsByTopic(topics)],
      ['SetSubscriptionAttributes', setSubscriptionAttributes(topics)],
      ['GetSubscriptionAttributes', getSubscriptionAttributes(topics)],
      // An account as it begins; no number of this world opts out.
      ['GetSMSAttributes', () => ({ attributes: new Map([['MonthlySpendLimit', '1']]) })],
      ['CheckIfPhoneNumberIsOptedOut', () => ({ isOptedOut: false })],
      ['Unsubscribe', unsubscribe(topics)],
      ['Publish', publish(parts)],
      [
        'GetSMSSandboxAccountStatus',
        defineOperation({}, () => ({ IsInSandbox: parts.sandbox.isOn })),
      ],
    ]),
    resources: (input) =>
      stringMembers(input, ['TopicArn', 'TargetArn', 'SubscriptionArn', 'Name']),
  };
}

function createTopic(topics: TopicStore): Operation {
  return defineOperation({ Name: z.string() }, ({ Name }, { caller, region }) => {
    if (!/^[\w-]{1,256}$/.test(Name)) throw invalid('Topic Name');
    return { TopicArn: topics.create(Name, { accountId: caller.accountId, region }).arn };
  });
}

/** DeleteTopic: with its subscriptions; deleting what is not there is no error, as AWS documents. */
function deleteTopic(topics: TopicStore): Operation {
  return defineOperation({ TopicArn: z.string() }, ({ TopicArn }) => {
    topics.delete(TopicArn);
    return {};
  });
}

function listTopics(topics: TopicStore): Operation {
  const schema = { NextToken: z.string().optional() };
  return defineOperation(schema, ({ NextToken }, { caller, region }) => {
    const prefix = `arn:aws:sns:${region}:${caller.accountId}:`;
    const own = topics.topics().filter(({ arn }) => arn.startsWith(prefix));
    const { items, nextToken } = page(own, PAGE_SIZE, NextToken);
    return { Topics: items.map(({ arn }) => ({ TopicArn: arn })), NextToken: nextToken };
  });
}

function listSubscriptionsByTopic(topics: TopicStore): Operation {
  const schema = { TopicArn: z.string(), NextToken: z.string().optional() };
  return defineOperation(schema, ({ TopicArn, NextToken }, { region }) => {
    const all = topics.subscriptions(topics.get(TopicArn, region).arn);
    const { items, nextToken } = page(all, PAGE_SIZE, NextToken);
    return { Subscriptions: items.map(subscriptionEntry), NextToken: nextToken };
  });
}
