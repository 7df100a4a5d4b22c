import type { Clock } from '../model/ports.ts';

export interface TimeLimit {
  readonly clock: Clock;
  readonly limitMs: number;
  /** Aborts the work early, as when the function itself runs out of time. */
  readonly parent: AbortSignal;
}

/**
 * Runs `work` with a signal that aborts after `limitMs` or with `parent`, whichever comes first.
 * The work is told to stop and is expected to: its result stands, also when it comes late.
 */
export async function withTimeLimit<T>(
  { clock, limitMs, parent }: TimeLimit,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  const finished = new AbortController();
  void clock.sleep(limitMs, finished.signal).then(() => {
    // Nothing is left to stop then, and an abort costs more than the rest of this function.
    if (!finished.signal.aborted) limit.abort();
  });
  try {
    return await work(AbortSignal.any([limit.signal, parent]));
  } catch (error) {
    // A defect in one part must not leave the others running.
    limit.abort();
    throw error;
  } finally {
    finished.abort();
  }
}
