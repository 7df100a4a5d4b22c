import type { AlertSubscriptions, SubscriptionListing } from '../../model/alert-subscriptions.ts';
import type { CallOptions, Clock } from '../../model/ports.ts';
import {
  type ExpectedSubscriber,
  isSelective,
  type UnreachableSubscription,
  unreachableSubscriptions,
} from './unreachable-subscribers.ts';

/** A topic, and which of the declared subscribers it has to have. */
export interface ExpectedTopic {
  readonly topicArn: string;
  /** `everybody`: the alert topic. `selective`: the service topic, for those who filter. */
  readonly audience: 'everybody' | 'selective';
}

/** A subscriber that gets no alerts, and of which topic. */
export interface UnreachableSubscriber extends UnreachableSubscription {
  readonly topicArn: string;
}

/** What SNS said of one topic. */
export interface TopicState {
  readonly topicArn: string;
  readonly outcome: SubscriptionListing['outcome'];
  /** Undefined where the listing could not be had. */
  readonly unreachable: readonly UnreachableSubscriber[] | undefined;
  /** AWS's own message where it could not. */
  readonly detail?: string;
  /** Whether SNS was asked just now, rather than earlier. */
  readonly isFresh: boolean;
}

/** Lists the subscriptions of the alert topics, rarely. */
export interface SubscriptionCheck {
  run(
    declared: readonly ExpectedSubscriber[],
    options: CallOptions,
  ): Promise<readonly TopicState[]>;
}

export interface SubscriptionCheckParts {
  readonly subscriptions: AlertSubscriptions;
  readonly topics: readonly ExpectedTopic[];
  readonly clock: Clock;
}

/** Also after a failure: a topic that may not be listed is not asked about with every run. */
const KEPT_MS = 10 * 60_000;

/**
 * Makes a check that asks SNS about each topic at most once in ten minutes, whatever it answers, and
 * once at a time. Never throws as long as `subscriptions` does not.
 */
export function createSubscriptionCheck({
  subscriptions,
  topics,
  clock,
}: SubscriptionCheckParts): SubscriptionCheck {
  let kept: readonly Promise<SubscriptionListing>[] = [];
  let untilMs = Number.NEGATIVE_INFINITY;
  return {
    run: async (declared, options) => {
      const nowMs = clock.monotonicMs();
      const isFresh = untilMs <= nowMs;
      if (isFresh) {
        untilMs = nowMs + KEPT_MS;
        kept = topics.map(({ topicArn }) => subscriptions.list(topicArn, options));
      }
      const listings = await Promise.all(kept);
      return listings.flatMap((listing, index) =>
        topics.slice(index, index + 1).map((topic) => ({
          ...stateOf(topic, listing, declared),
          isFresh,
        })),
      );
    },
  };
}

function stateOf(
  { topicArn, audience }: ExpectedTopic,
  listing: SubscriptionListing,
  declared: readonly ExpectedSubscriber[],
): Omit<TopicState, 'isFresh'> {
  const { outcome } = listing;
  if (outcome !== 'listed') {
    return { topicArn, outcome, unreachable: undefined, detail: listing.detail };
  }
  const expected = audience === 'everybody' ? declared : declared.filter(isSelective);
  const unreachable = unreachableSubscriptions(expected, listing).map((one) => ({
    ...one,
    topicArn,
  }));
  return { topicArn, outcome, unreachable };
}
