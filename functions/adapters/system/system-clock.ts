import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../domain/ports.ts';

/**
 * The machine's time. `monotonicMs` is `performance.now()`: milliseconds since the process started,
 * with fractions, untouched by changes of the wall clock.
 *
 * `sleep` keeps the process alive until it ends; an aborted signal ends it early and is no error.
 */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  sleep: async (durationMs, signal) => {
    const options = signal === undefined ? {} : { signal };
    // It rejects for one reason only, the abort, and that is a way to end.
    await delay(durationMs, undefined, options).catch(() => undefined);
  },
};
