import type { LocalClock } from './local-clock.ts';

/** How long to wait, by which clock, and what ends the wait early. */
export interface WaitLimit {
  readonly clock: LocalClock;
  readonly limitMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The value of a promise, or undefined when it takes longer than the limit or the signal is aborted.
 * Leaves no timer behind.
 */
export async function waitAtMost<Value>(
  promise: Promise<Value>,
  { clock, limitMs, signal }: WaitLimit,
): Promise<Value | undefined> {
  const over = new AbortController();
  const either = signal === undefined ? over.signal : AbortSignal.any([over.signal, signal]);
  try {
    return await Promise.race([promise, clock.wait(limitMs, either).then(() => undefined)]);
  } finally {
    over.abort();
  }
}
