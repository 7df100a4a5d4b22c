import { systemClock } from '../../../functions/adapters/system/system-clock.ts';
import type { Clock } from '../../../functions/domain/model/ports.ts';

/** A clock that runs faster than the machine's, and counts the sleeps that go on. */
export interface FastClock extends Clock {
  /** From now on time passes `speed` times as fast; sleeps that have begun keep their pace. */
  run(speed: number): void;
  /** Lets so much time pass at once, and wakes those whose time has come. */
  skip(durationMs: number): void;
  /** Sleeps that have neither ended nor been stopped: what would outlive an invocation. */
  sleeping(): number;
}

interface Sleep {
  readonly signal: AbortSignal | undefined;
  readonly endsAtMs: number;
  readonly woken: AbortController;
}

/** Makes minutes of a function's time pass in a moment; sockets keep their own pace. */
export function createFastClock(initialSpeed: number): FastClock {
  const sleeps = new Set<Sleep>();
  const startedAtMs = systemClock.now().getTime();
  let pace = { speed: initialSpeed, fromMs: systemClock.monotonicMs(), passedMs: 0 };
  const passed = (): number =>
    pace.passedMs + (systemClock.monotonicMs() - pace.fromMs) * pace.speed;
  return {
    now: () => new Date(startedAtMs + passed()),
    monotonicMs: passed,
    sleep: async (durationMs, signal) => {
      const woken = new AbortController();
      const one = { signal, woken, endsAtMs: passed() + durationMs };
      sleeps.add(one);
      const ends = signal === undefined ? [woken.signal] : [signal, woken.signal];
      await systemClock.sleep(durationMs / pace.speed, AbortSignal.any(ends));
      sleeps.delete(one);
    },
    run: (speed) => {
      pace = { speed, passedMs: passed(), fromMs: systemClock.monotonicMs() };
    },
    skip: (durationMs) => {
      pace = { ...pace, passedMs: pace.passedMs + durationMs };
      for (const { endsAtMs, woken } of sleeps) if (endsAtMs <= passed()) woken.abort();
    },
    sleeping: () => [...sleeps].filter(({ signal }) => !signal?.aborted).length,
  };
}
