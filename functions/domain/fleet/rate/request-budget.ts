import type { CallOptions } from '../../model/ports.ts';

/** The right to have one question at Twilio, retries and their waits included. */
export interface Permit {
  /** Gives it back, once, with what the question showed of Twilio. */
  release(seen: Seen): void;
}

/** What questions showed of Twilio, in numbers of them. */
export interface Seen {
  /** Answered, whatever the answer. */
  readonly answered: number;
  /** HTTP requests that Twilio refused for their number (429), those that were repeated included. */
  readonly refused: number;
  /** No answer, or an error of Twilio itself (5xx). In a report: how many in a row, where one of them is new. */
  readonly failed: number;
  /** The highest `Twilio-Concurrent-Requests`; 0 where Twilio gave none. */
  readonly concurrent: number;
}

export const NOTHING_SEEN: Seen = { answered: 0, refused: 0, failed: 0, concurrent: 0 };

export function addSeen(one: Seen, other: Seen): Seen {
  return {
    answered: one.answered + other.answered,
    refused: one.refused + other.refused,
    failed: one.failed + other.failed,
    concurrent: Math.max(one.concurrent, other.concurrent),
  };
}

/** This process's part of a budget of concurrent requests that many processes share. */
export interface RequestBudget {
  /** Waits for a permit; undefined where `signal` aborts first. */
  take(signal: AbortSignal): Promise<Permit | undefined>;
  /**
   * Waits until there is room for another member, and gives what ends its stay: at most two members for
   * each permit, so that a member's own time is not spent in a queue. Also lets in, when `signal` aborts.
   */
  admit(signal: AbortSignal): Promise<() => void>;
  /** Gives everything back at once, in place of when the lease ends. */
  close(): Promise<void>;
}

/** A worker's part of the budget until it ends, or until the worker asks again. */
export interface Lease {
  readonly permits: number;
  /** What it asked for. */
  readonly wanted: number;
  /** Milliseconds since 1970. Since when it has had one without a gap: the first come are served first. */
  readonly sinceMs: number;
  readonly untilMs: number;
}

/** How many requests may run at once, and how that came about. Times are milliseconds since 1970. */
export interface Level {
  readonly limit: number;
  /** The level at which Twilio refused last. */
  readonly refusedAt?: number | undefined;
  /** Up to which it doubles: at the beginning, and after an outage. */
  readonly rampTo?: number | undefined;
  /** Twilio answers nothing: one worker tries, the others wait. */
  readonly isOut: boolean;
  readonly raisedAtMs: number;
  readonly loweredAtMs: number;
  /** The highest `Twilio-Concurrent-Requests` before. */
  readonly concurrent: number;
}

/** What all workers share. */
export interface BudgetState {
  readonly level: Level;
  readonly leases: Readonly<Record<string, Lease>>;
}

/** Keeps the state of a budget for all of its workers. Throws `PreflightError` where it does not answer. */
export interface BudgetStore {
  /** No state where there is none; the revision counts its writes, from 0. */
  read(
    key: string,
    call: CallOptions,
  ): Promise<{ readonly revision: number; readonly state?: BudgetState | undefined }>;
  /** Writes over the revision before; `conflict` where another write came first. */
  put(
    key: string,
    write: { readonly revision: number; readonly state: BudgetState },
    call: CallOptions,
  ): Promise<'stored' | 'conflict'>;
}

/** A store within this process. */
export function createMemoryBudgetStore(): BudgetStore {
  const kept = new Map<string, { readonly revision: number; readonly state: BudgetState }>();
  return {
    read: async (key) => kept.get(key) ?? { revision: 0 },
    put: async (key, write) => {
      if (write.revision !== (kept.get(key)?.revision ?? 0) + 1) return 'conflict';
      kept.set(key, write);
      return 'stored';
    },
  };
}
