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
    try {
      await delay(durationMs, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      if (signal?.aborted !== true) {
        throw error;
      }
    }
  },
};
