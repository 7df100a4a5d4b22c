import type { CallOptions, Clock, Randomness } from '../../domain/model/ports.ts';
import type { NoAnswerReason } from '../../domain/model/twilio-api.ts';
import type { Attempt } from './attempt.ts';
import { timeRanOut } from './connection-failure.ts';

const MAX_ATTEMPTS = 3;
const BACKOFF_BASE_MS = 250;

/** Where the caller names no deadline: the budget of one environment. */
const DEFAULT_BUDGET_MS = 20_000;

/** A certificate is not renewed within a second, and `out-of-time` leaves no time. */
const RETRIED: readonly NoAnswerReason[] = [
  'timeout',
  'connection-reset',
  'connection-refused',
  'name-not-resolved',
  'network-unreachable',
];

/** What a retry loop needs beside the request itself. */
export interface RetryContext extends CallOptions {
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** False for a POST: an attempt that may have been processed is then the last. */
  readonly isRepeatable: boolean;
}

/** Every attempt in order, and the one that counts. */
export interface RetryOutcome {
  readonly attempts: readonly Attempt[];
  readonly decisive: Attempt;
}

/**
 * Sends up to 3 times, waiting with full jitter in between (up to 250 ms, then up to 500 ms), after
 * 429, and for what may be repeated 5xx and broken connections; never after another status. `Retry-After` comes on top. A wait
 * that would end after `deadlineMs` (20 s from now where none is given) is not begun.
 * The last attempt counts, but one that was cut off for want of time does not hide what the one
 * before it found: a rate limit stays a rate limit. Not so for a POST: it may have been processed.
 */
export async function sendWithRetries(
  send: () => Promise<Attempt>,
  context: RetryContext,
): Promise<RetryOutcome> {
  const { clock, signal } = context;
  const deadlineMs = context.deadlineMs ?? clock.monotonicMs() + DEFAULT_BUDGET_MS;
  const attempts: Attempt[] = [];
  while (!signal.aborted && attempts.length < MAX_ATTEMPTS) {
    const attempt = await send();
    attempts.push(attempt);
    if (attempts.length === MAX_ATTEMPTS || !isRetried(attempt, context)) break;
    const waitMs = waitBeforeNext(attempt, attempts.length, context);
    if (clock.monotonicMs() + waitMs >= deadlineMs) break;
    await clock.sleep(waitMs, signal);
  }
  const decisive = context.isRepeatable ? attempts.findLast(isConclusive) : attempts.at(-1);
  return { attempts, decisive: decisive ?? timeRanOut() };
}

function isRetried(attempt: Attempt, { isRepeatable }: RetryContext): boolean {
  if (!isRepeatable) return attempt.kind === 'answered' && attempt.status === 429;
  if (attempt.kind === 'unanswered') return RETRIED.includes(attempt.reason);
  return attempt.status === 429 || attempt.status >= 500;
}

function waitBeforeNext(attempt: Attempt, made: number, context: RetryContext): number {
  const backoffMs = context.randomness.fraction() * BACKOFF_BASE_MS * 2 ** (made - 1);
  if (attempt.kind === 'unanswered') return backoffMs;
  // Jitter on top: all environments that got the same answer would come back in the same second.
  return backoffMs + (retryAfterMs(attempt.retryAfter, context.clock.now()) ?? 0);
}

function isConclusive(attempt: Attempt): boolean {
  return attempt.kind === 'answered' || attempt.reason !== 'out-of-time';
}

/**
 * Milliseconds a `Retry-After` header asks to wait, from `now`: whole seconds or an HTTP date
 * (RFC 9110, section 10.2.3). 0 for a date that has passed, undefined when there is no header or
 * none that can be read. Unbounded: the caller compares it with the time it has.
 */
export function retryAfterMs(header: string | undefined, now: Date): number | undefined {
  const value = header?.trim() ?? '';
  if (/^\d+$/.test(value)) return Number(value) * 1_000;
  // Date.parse alone would take "-5" or "2" for a year.
  if (!/^[A-Z][a-z]{2,8},? /.test(value)) return undefined;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}
