import type { Clock } from '../model/ports.ts';
import type { Observed } from './observation.ts';

/** Answers for a while without asking again, and asks once for all who ask at the same time. */
export interface HealthDesk {
  /** `ask` must not reject. */
  observe(environment: string, ask: () => Promise<Observed>): Promise<Observed>;
}

/**
 * A process gives the answer that it has for so long: a load balancer asks every few seconds, and the
 * table is not to be read each time. It also bounds how late a worse verdict is noticed.
 */
const KEPT_MS = 5_000;

interface Kept {
  readonly observed: Promise<Observed>;
  /** By `Clock.monotonicMs`; absent while it is being found out. */
  endsAtMs?: number;
}

/** Makes the desk of one process. It holds one entry for each environment that was asked about. */
export function createHealthDesk(clock: Clock): HealthDesk {
  const entries = new Map<string, Kept>();
  return {
    observe: (environment, ask) => {
      const entry = entries.get(environment);
      const isOver = entry?.endsAtMs !== undefined && entry.endsAtMs <= clock.monotonicMs();
      if (entry !== undefined && !isOver) return entry.observed;
      const asked: Kept = { observed: ask() };
      entries.set(environment, asked);
      void asked.observed.then(() => {
        asked.endsAtMs = clock.monotonicMs() + KEPT_MS;
      });
      return asked.observed;
    },
  };
}
