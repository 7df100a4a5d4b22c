import { systemClock } from '../../../functions/adapters/system/system-clock.ts';
import type { Clock } from '../../../functions/domain/model/ports.ts';

/** A clock that runs faster than the machine's while the machine waits, and counts the sleeps that go on. */
export interface FastClock extends Clock {
  /** From now on time passes `speed` times as fast. */
  run(speed: number): void;
  /** Lets so much time pass at once, and wakes those whose time has come. */
  skip(durationMs: number): void;
  /** Sleeps that have neither ended nor been stopped: what would outlive an invocation. */
  sleeping(): number;
}

interface Sleep {
  readonly signal: AbortSignal | undefined;
  readonly endsAtMs: number;
  readonly wake: () => void;
}

const TICK_MS = 1;
/** No tick counts for more: work that a slow machine is late with takes no time of this clock. */
const LONGEST_TICK_MS = 2;

/**
 * Makes minutes of a function's time pass in a moment; sockets keep their own pace.
 *
 * Time passes only while someone sleeps, and by turns of the event loop, not by the machine's time: however
 * slow the machine, an answer that is on its way over loopback arrives after about as many turns.
 */
export function createFastClock(initialSpeed: number): FastClock {
  const sleeps = new Set<Sleep>();
  const startedAtMs = systemClock.now().getTime();
  let speed = initialSpeed;
  let passedMs = 0;
  let ticking: NodeJS.Timeout | undefined;
  let tickedAtMs = 0;
  const pass = (durationMs: number): void => {
    passedMs += durationMs;
    for (const { endsAtMs, wake } of sleeps) if (endsAtMs <= passedMs) wake();
  };
  const tick = (): void => {
    const nowMs = systemClock.monotonicMs();
    const tookMs = Math.min(nowMs - tickedAtMs, LONGEST_TICK_MS);
    tickedAtMs = nowMs;
    pass(tookMs * speed);
  };
  const end = (sleep: Sleep): void => {
    sleeps.delete(sleep);
    if (sleeps.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
  const begin = (sleep: Sleep): void => {
    sleeps.add(sleep);
    if (ticking !== undefined) return;
    tickedAtMs = systemClock.monotonicMs();
    ticking = setInterval(tick, TICK_MS);
  };
  return {
    now: () => new Date(startedAtMs + passedMs),
    monotonicMs: () => passedMs,
    sleep: (durationMs, signal) =>
      new Promise((resolve) => {
        const wake = (): void => {
          signal?.removeEventListener('abort', wake);
          end(one);
          resolve();
        };
        const one: Sleep = { signal, endsAtMs: passedMs + durationMs, wake };
        if (signal?.aborted) return resolve();
        signal?.addEventListener('abort', wake);
        begin(one);
      }),
    run: (next) => {
      speed = next;
    },
    skip: pass,
    sleeping: () => [...sleeps].filter(({ signal }) => !signal?.aborted).length,
  };
}
