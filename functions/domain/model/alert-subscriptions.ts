import type { CallOptions } from './ports.ts';

/** One subscription of a topic, as SNS lists it. */
export interface ListedSubscription {
  /** `email`, `sms`, `https`, or another of SNS's. */
  readonly protocol: string;
  /** Where it delivers. Of an endpoint it may hold a key: see {@link shownEndpoint}. */
  readonly endpoint: string;
  /** Of a confirmed one. */
  readonly arn?: string | undefined;
  readonly state: 'confirmed' | 'unconfirmed' | 'deleted';
}

/**
 * Who is subscribed to a topic, or why that is not known.
 *
 * - `denied`: the caller may not list subscriptions.
 * - `not-found`: there is no such topic in its Region and account.
 * - `unavailable`: no usable answer.
 */
export type SubscriptionListing =
  | {
      readonly outcome: 'listed';
      readonly subscriptions: readonly ListedSubscription[];
      /** False where there are more than were read: then nothing is known to be missing. */
      readonly isComplete: boolean;
    }
  | {
      readonly outcome: 'denied' | 'not-found' | 'unavailable';
      /** AWS's error name and message, at most 500 characters. */
      readonly detail: string;
    };

/** Lists the subscriptions of a topic. Never throws for what AWS answers. */
export interface AlertSubscriptions {
  list(topicArn: string, options: CallOptions): Promise<SubscriptionListing>;
}
