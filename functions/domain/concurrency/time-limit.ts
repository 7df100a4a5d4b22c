import type { Clock } from '../model/ports.ts';
import { PreflightError } from '../model/preflight-error.ts';

/** Bounds of one piece of work; the first that is reached ends it. */
export interface TimeLimit {
  readonly clock: Clock;
  /** Default: no limit of its own. */
  readonly limitMs?: number | undefined;
  /** Ends the work early, as when the function itself runs out of time. */
  readonly parent?: AbortSignal | undefined;
  /** How long after its bound the work may still hand over what it has; default 1,500. */
  readonly graceMs?: number | undefined;
  /** Begins the error: what did not answer. Default `The work`. */
  readonly what?: string | undefined;
}

/** More than a port's own grace, so that work whose port hangs can say so. */
const GRACE_MS = 1_500;

/**
 * Runs `work` with a signal that aborts after `limitMs` or with `parent`. The limit races the work: what
 * it gives within the grace counts, also a partial result; after that the call rejects with
 * {@link PreflightError} `out-of-time`, whatever the work still does.
 */
export async function withTimeLimit<T>(
  limit: TimeLimit,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { clock, limitMs, parent } = limit;
  const own = new AbortController();
  const finished = new AbortController();
  if (limitMs !== undefined) {
    void clock.sleep(limitMs, finished.signal).then(() => {
      // Nothing is left to stop then, and an abort costs more than the rest of this function.
      if (!finished.signal.aborted) own.abort();
    });
  }
  const signal = parent === undefined ? own.signal : AbortSignal.any([own.signal, parent]);
  try {
    return await Promise.race([work(signal), outOfTime(limit, signal, finished.signal)]);
  } catch (error) {
    // A defect in one part must not leave the others running.
    own.abort();
    throw error;
  } finally {
    finished.abort();
  }
}

/** Rejects when the grace after `signal` is over; `finished` stops its timer. */
function outOfTime(
  { clock, graceMs = GRACE_MS, what = 'The work' }: TimeLimit,
  signal: AbortSignal,
  finished: AbortSignal,
): Promise<never> {
  return new Promise((_resolve, reject) => {
    const end = async (): Promise<void> => {
      await clock.sleep(graceMs, finished);
      reject(
        new PreflightError(`${what} did not end in time`, {
          code: 'out-of-time',
          fault: 'service',
        }),
      );
    };
    if (signal.aborted) void end();
    else signal.addEventListener('abort', () => void end(), { once: true });
  });
}
