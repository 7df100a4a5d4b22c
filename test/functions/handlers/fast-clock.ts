import { systemClock } from '../../../functions/adapters/system/system-clock.ts';
import type { Clock } from '../../../functions/domain/ports.ts';

/** A clock that runs `speed` times as fast as the machine's, and counts the sleeps that go on. */
export interface FastClock extends Clock {
  /** Sleeps that have neither ended nor been stopped: what would outlive an invocation. */
  sleeping(): number;
}

/** Makes minutes of a function's time pass in a moment; sockets keep their own pace. */
export function createFastClock(speed: number): FastClock {
  const sleeps = new Set<{ readonly signal: AbortSignal | undefined }>();
  return {
    now: () => systemClock.now(),
    monotonicMs: () => systemClock.monotonicMs() * speed,
    sleep: async (durationMs, signal) => {
      const one = { signal };
      sleeps.add(one);
      await systemClock.sleep(durationMs / speed, signal);
      sleeps.delete(one);
    },
    sleeping: () => [...sleeps].filter(({ signal }) => !signal?.aborted).length,
  };
}
