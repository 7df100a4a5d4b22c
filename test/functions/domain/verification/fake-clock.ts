import type { Clock } from '../../../../functions/domain/model/ports.ts';

interface Sleeper {
  readonly wakesAtMs: number;
  readonly wake: () => void;
}

/** Time that passes only when told to. */
export interface FakeClock extends Clock {
  /** Lets so much time pass, and wakes in order those whose time has come. */
  pass(durationMs: number): void;
  /** How many still sleep. */
  readonly sleepers: () => number;
}

export function fakeClock(): FakeClock {
  let nowMs = 0;
  let sleeping: readonly Sleeper[] = [];
  return {
    now: () => new Date(Date.UTC(2026, 10, 22, 3) + nowMs),
    monotonicMs: () => nowMs,
    sleep: async (durationMs, signal) => {
      if (signal?.aborted === true) return;
      await new Promise<void>((resolve) => {
        const sleeper = { wakesAtMs: nowMs + durationMs, wake: resolve };
        sleeping = [...sleeping, sleeper];
        signal?.addEventListener('abort', () => {
          sleeping = sleeping.filter((one) => one !== sleeper);
          resolve();
        });
      });
    },
    pass: (durationMs) => {
      nowMs += durationMs;
      const due = sleeping.filter(({ wakesAtMs }) => wakesAtMs <= nowMs);
      sleeping = sleeping.filter(({ wakesAtMs }) => wakesAtMs > nowMs);
      for (const { wake } of due.toSorted((a, b) => a.wakesAtMs - b.wakesAtMs)) wake();
    },
    sleepers: () => sleeping.length,
  };
}
