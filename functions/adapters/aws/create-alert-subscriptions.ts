import {
  ListSubscriptionsByTopicCommand,
  SNSClient,
  SNSServiceException,
  type Subscription,
} from '@aws-sdk/client-sns';
import type {
  AlertSubscriptions,
  ListedSubscription,
  SubscriptionListing,
} from '../../domain/model/alert-subscriptions.ts';
import { type CallLimits, createRequestHandler } from './create-request-handler.ts';
import { type AwsService, describeFault } from './describe-fault.ts';
import { inTime } from './in-time.ts';
import { inRegion, regionOf } from './region-of.ts';

const SNS: AwsService = { name: 'SNS', exception: SNSServiceException };

/** A hundred to a page; a topic of alerts has a handful. */
const MOST_PAGES = 10;

/** What SNS lists in place of an ARN. */
const STATES: Readonly<Record<string, ListedSubscription['state']>> = {
  PendingConfirmation: 'unconfirmed',
  Deleted: 'deleted',
};

const OUTCOMES: Readonly<Record<string, 'denied' | 'not-found'>> = {
  AuthorizationErrorException: 'denied',
  AuthorizationError: 'denied',
  AccessDenied: 'denied',
  AccessDeniedException: 'denied',
  NotFoundException: 'not-found',
  // The ARN of a topic that could not be in this Region or account.
  InvalidParameterException: 'not-found',
};

/**
 * Lists subscriptions with sns:ListSubscriptionsByTopic, in the Region of the topic's ARN; at most 1,000.
 * One attempt: nothing depends on it that could not wait.
 */
export function createAlertSubscriptions(options: CallLimits = {}): AlertSubscriptions {
  const requestHandler = createRequestHandler(options);
  return {
    list: async (topicArn, { signal }) => {
      const client = new SNSClient({
        ...inRegion(regionOf(topicArn)),
        requestHandler,
        maxAttempts: 1,
      });
      try {
        return await inTime(signal, (abortSignal) => readPages(client, topicArn, abortSignal));
      } catch (error) {
        const { name, message, named } = describeFault(error, SNS, [topicArn]);
        return { outcome: (named ? OUTCOMES[name] : undefined) ?? 'unavailable', detail: message };
      }
    },
  };
}

async function readPages(
  client: SNSClient,
  topicArn: string,
  abortSignal: AbortSignal,
): Promise<SubscriptionListing> {
  const subscriptions: ListedSubscription[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const command = new ListSubscriptionsByTopicCommand({
      TopicArn: topicArn,
      NextToken: nextToken,
    });
    const answer = await client.send(command, { abortSignal });
    if (answer.Subscriptions === undefined) {
      return { outcome: 'unavailable', detail: 'An answer that is not one of SNS.' };
    }
    subscriptions.push(...answer.Subscriptions.map(listed));
    nextToken = answer.NextToken;
    if (!nextToken) return { outcome: 'listed', subscriptions, isComplete: true };
  }
  return { outcome: 'listed', subscriptions, isComplete: false };
}

function listed({ Protocol, Endpoint, SubscriptionArn }: Subscription): ListedSubscription {
  const state = STATES[SubscriptionArn ?? ''] ?? 'confirmed';
  const arn = state === 'confirmed' ? SubscriptionArn : undefined;
  return { protocol: Protocol ?? '', endpoint: Endpoint ?? '', state, arn };
}
