import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LocalClock } from '../../../local/clock/local-clock.ts';

/** A clock that stands still until it is moved, so that an hour takes no time. */
export interface ManualClock extends LocalClock {
  /**
   * Moves on and ends every wait that is due, in order. After each one, what waited runs on for a
   * turn of the event loop: waits that it begins then are ended too when they are due.
   */
  advance(byMs: number): Promise<void>;
  /** Resolves as soon as `count` waits, one unless given, are under way. */
  untilWaiting(count?: number): Promise<void>;
}

interface Wait {
  readonly dueMs: number;
  end(): void;
}

interface Watcher {
  readonly count: number;
  wake(): void;
}

/** Makes a clock that shows `start`. Default: 2026-11-22T03:00:00Z. */
export function createManualClock(start: Date = new Date('2026-11-22T03:00:00Z')): ManualClock {
  let nowMs = start.getTime();
  let waits: readonly Wait[] = [];
  let watchers: readonly Watcher[] = [];
  const forget = (wait: Wait): void => {
    waits = waits.filter((other) => other !== wait);
  };
  const wakeWatchers = (): void => {
    const woken = watchers.filter(({ count }) => waits.length >= count);
    watchers = watchers.filter((watcher) => !woken.includes(watcher));
    for (const { wake } of woken) wake();
  };
  return {
    now: () => new Date(nowMs),
    wait: (delayMs, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) {
          resolve();
          return;
        }
        const end = (): void => {
          forget(wait);
          resolve();
        };
        const wait: Wait = { dueMs: nowMs + delayMs, end };
        waits = [...waits, wait];
        signal?.addEventListener('abort', end, { once: true });
        wakeWatchers();
      }),
    advance: async (byMs) => {
      const targetMs = nowMs + byMs;
      for (let next = earliest(waits); next !== undefined; next = earliest(waits)) {
        if (next.dueMs > targetMs) break;
        nowMs = next.dueMs;
        next.end();
        await nextTurn();
      }
      nowMs = targetMs;
    },
    untilWaiting: (count = 1) =>
      new Promise((resolve) => {
        watchers = [...watchers, { count, wake: resolve }];
        wakeWatchers();
      }),
  };
}

function earliest(waits: readonly Wait[]): Wait | undefined {
  return waits.toSorted((one, other) => one.dueMs - other.dueMs)[0];
}
