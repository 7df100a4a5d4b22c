import { systemClock } from '../../../functions/adapters/system/system-clock.ts';
import type { Clock } from '../../../functions/domain/ports.ts';

/** A clock that runs faster than the machine's, and counts the sleeps that go on. */
export interface FastClock extends Clock {
  /** From now on time passes `speed` times as fast; sleeps that have begun keep their pace. */
  run(speed: number): void;
  /** Sleeps that have neither ended nor been stopped: what would outlive an invocation. */
  sleeping(): number;
}

/** Makes minutes of a function's time pass in a moment; sockets keep their own pace. */
export function createFastClock(initialSpeed: number): FastClock {
  const sleeps = new Set<{ readonly signal: AbortSignal | undefined }>();
  let pace = { speed: initialSpeed, fromMs: systemClock.monotonicMs(), passedMs: 0 };
  const passed = (): number =>
    pace.passedMs + (systemClock.monotonicMs() - pace.fromMs) * pace.speed;
  return {
    now: () => systemClock.now(),
    monotonicMs: passed,
    sleep: async (durationMs, signal) => {
      const one = { signal };
      sleeps.add(one);
      await systemClock.sleep(durationMs / pace.speed, signal);
      sleeps.delete(one);
    },
    run: (speed) => {
      pace = { speed, passedMs: passed(), fromMs: systemClock.monotonicMs() };
    },
    sleeping: () => [...sleeps].filter(({ signal }) => !signal?.aborted).length,
  };
}
