import type { CallOptions, Clock } from '../ports.ts';
import type { AlertSubscriptions, SubscriptionListing } from './alert-subscriptions.ts';
import {
  type ExpectedSubscriber,
  type SilentSubscription,
  silentSubscriptions,
} from './silent-subscriptions.ts';

/** What one look at the subscriptions said. */
export interface SubscriptionState {
  /** Undefined where the listing could not be had. */
  readonly silent: readonly SilentSubscription[] | undefined;
  readonly outcome: SubscriptionListing['outcome'];
  /** Whether SNS was asked just now, rather than earlier. */
  readonly isFresh: boolean;
}

/** Looks at the subscriptions of the alert topic, rarely. */
export interface SubscriptionCheck {
  readonly topicArn: string;
  look(declared: readonly ExpectedSubscriber[], options: CallOptions): Promise<SubscriptionState>;
}

export interface SubscriptionCheckParts {
  readonly subscriptions: AlertSubscriptions;
  readonly topicArn: string;
  readonly clock: Clock;
}

/** Also after a failure: a topic that may not be listed is not asked about with every run. */
const KEPT_MS = 10 * 60_000;

/**
 * Makes a check that asks SNS at most once in ten minutes, whatever it answers, and at most once at a
 * time. Never throws as long as `subscriptions` does not.
 */
export function createSubscriptionCheck({
  subscriptions,
  topicArn,
  clock,
}: SubscriptionCheckParts): SubscriptionCheck {
  let kept:
    | { readonly listing: Promise<SubscriptionListing>; readonly untilMs: number }
    | undefined;
  return {
    topicArn,
    look: async (declared, options) => {
      const nowMs = clock.monotonicMs();
      const isFresh = kept === undefined || kept.untilMs <= nowMs;
      if (kept === undefined || kept.untilMs <= nowMs) {
        kept = { listing: subscriptions.list(topicArn, options), untilMs: nowMs + KEPT_MS };
      }
      const listing = await kept.listing;
      const silent =
        listing.outcome === 'listed' ? silentSubscriptions(declared, listing) : undefined;
      return { silent, outcome: listing.outcome, isFresh };
    },
  };
}
