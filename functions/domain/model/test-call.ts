import type { DeclaredTestCall } from './expectation.ts';
import type { CallOptions } from './ports.ts';
import type { TwilioReply } from './twilio-api.ts';

/** What a test call is placed for, once: an execution, in one environment. */
export interface TestCallKey {
  readonly environment: string;
  /** The id of a pipeline's execution; else of the first delivery, or of the invocation. */
  readonly execution: string;
}

/** How a test call ended, or why there is none. */
export type TestCallEnd =
  /** A final state, in Twilio's words; `sent` of a message whose delivery was not confirmed in time. */
  | {
      readonly kind: 'status';
      readonly status: string;
      readonly errorCode?: number | undefined;
      /** `0.014 USD`, where Twilio had it by then. */
      readonly cost?: string | undefined;
      /** What a minute of the call costs, where Twilio had no cost and its Pricing API has a price. */
      readonly perMinute?: string | undefined;
    }
  /** Twilio's own refusal of the request: nothing was placed. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: number;
      readonly message: string;
    }
  /** The day had as many as are allowed: nothing was placed. */
  | { readonly kind: 'not-counted' }
  /** Alive at its deadline; a call was hung up, or `isAlive`: Twilio did not confirm that. */
  | { readonly kind: 'overdue'; readonly status: string; readonly isAlive?: true | undefined }
  /** The request was sent or about to be, and Twilio shows nothing of it. */
  | { readonly kind: 'unknown' };

/**
 * What is known of one test call. It is written before the call is placed, is never deleted, and only moves
 * forward: intended, with the SID placed, with the end ended.
 */
export interface TestCallRecord
  extends TestCallKey,
    Pick<DeclaredTestCall, 'kind' | 'from' | 'messagingService' | 'to'> {
  /** 1 for the first; each write is on condition of the one before. */
  readonly revision: number;
  /** Ids of the first deliveries for which one was placed, the latest last. */
  readonly attempts: readonly string[];
  /** Part of what is said or written, to know it again; no secret. */
  readonly nonce: string;
  /** ISO 8601, UTC. */
  readonly intendedAt: string;
  readonly sid?: string | undefined;
  readonly end?: TestCallEnd | undefined;
}

/**
 * The records of test calls, in the table of runs. Every method throws `PreflightError`
 * `history.unavailable` where the table gives no usable answer: a write may then have been done.
 */
export interface TestCallRecords {
  /** Never stale. */
  read(key: TestCallKey, options: CallOptions): Promise<TestCallRecord | undefined>;
  /** Writes a record over the revision before it; `conflict` where another write came first. */
  put(record: TestCallRecord, options: CallOptions): Promise<'stored' | 'conflict'>;
  /** Counts one more of an environment's on a day (`2026-11-28`); false where `limit` is reached. */
  count(
    counted: { readonly environment: string; readonly day: string; readonly limit: number },
    options: CallOptions,
  ): Promise<boolean>;
}

/** Why a run placed no test call and judged none. */
export type NotPlaced =
  | 'other-checks'
  | 'trial'
  | 'no-table'
  | 'table-unavailable'
  | 'no-token'
  | 'out-of-time';

/** What was seen of the declared test call. */
export type TestCallEvidence = {
  /** Of this invocation, in order. */
  readonly replies: readonly TwilioReply[];
} & (
  | { readonly outcome: 'not-placed'; readonly why: NotPlaced }
  /** `sid`: absent while it is looked for. */
  | { readonly outcome: 'under-way'; readonly sid?: string | undefined }
  | { readonly outcome: 'ended'; readonly sid?: string | undefined; readonly end: TestCallEnd }
);
