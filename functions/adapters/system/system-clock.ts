import type { Clock } from '../../domain/model/ports.ts';

/**
 * The machine's time. `monotonicMs` is `performance.now()`: milliseconds since the process started,
 * with fractions, untouched by changes of the wall clock.
 *
 * `sleep` keeps the process alive until it ends; an aborted signal ends it early and is no error.
 */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  // By hand: the promise of node:timers makes two errors with stack traces for every sleep that is
  // ended early, which is how each time limit ends, and two a call are felt in a fleet.
  sleep: (durationMs, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) {
        resolve();
        return;
      }
      const end = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, durationMs);
      signal?.addEventListener('abort', end, { once: true });
    }),
};
