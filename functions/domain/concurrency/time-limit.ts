import type { Clock } from '../model/ports.ts';
import { PreflightError } from '../model/preflight-error.ts';
import { onAbort } from './on-abort.ts';

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
  const bound = startBound(limit);
  try {
    return await Promise.race([work(bound.signal), bound.outOfTime]);
  } catch (error) {
    // A defect in one part must not leave the others running.
    bound.abort();
    throw error;
  } finally {
    bound.end();
  }
}

interface Bound {
  /** Aborts at the bound. */
  readonly signal: AbortSignal;
  /** Rejects when the grace after it is over. */
  readonly outOfTime: Promise<never>;
  abort(): void;
  /** Stops the timers and lets the parent go. */
  end(): void;
}

function startBound({ clock, limitMs, parent, graceMs = GRACE_MS, what }: TimeLimit): Bound {
  const own = new AbortController();
  let timers: AbortController | undefined;
  /** Whether the time went by before the end. */
  const passes = async (durationMs: number): Promise<boolean> => {
    timers ??= new AbortController();
    const { signal } = timers;
    await clock.sleep(durationMs, signal);
    return !signal.aborted;
  };
  let letGo: (() => void) | undefined;
  const outOfTime = new Promise<never>((_resolve, reject) => {
    const stop = (): void => {
      own.abort();
      void passes(graceMs).then((isOver) => isOver && reject(outOfTimeError(what)));
    };
    if (limitMs !== undefined) void passes(limitMs).then((isReached) => isReached && stop());
    if (parent?.aborted) stop();
    else letGo = parent && onAbort(parent, stop);
  });
  return {
    signal: own.signal,
    outOfTime,
    abort: () => own.abort(),
    end: () => {
      letGo?.();
      // With a reason: without one Node makes an error with its stack, for no reader.
      timers?.abort('ended');
    },
  };
}

function outOfTimeError(what = 'The work'): PreflightError {
  return new PreflightError(`${what} did not end in time`, {
    code: 'out-of-time',
    fault: 'service',
  });
}
