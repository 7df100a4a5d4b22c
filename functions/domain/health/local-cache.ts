import type { Clock } from '../model/ports.ts';
import { ageMs, type Observed } from './observation.ts';

/** What one process found out by itself, while nobody can tell it what others found. */
export interface OwnLooks {
  /**
   * What this process saw last, where that is younger than `maxAgeMs`; else what `look` sees, which runs
   * once within that time at most, whatever came of it. `look` must not reject.
   */
  observe(environment: string, maxAgeMs: number, look: () => Promise<Observed>): Promise<Observed>;
}

interface OwnLook {
  readonly beganAtMs: number;
  readonly observed: Promise<Observed>;
}

/** Makes the memory of one process. */
export function createOwnLooks(clock: Clock): OwnLooks {
  const looks = new Map<string, OwnLook>();
  return {
    observe: async (environment, maxAgeMs, look) => {
      const nowMs = clock.monotonicMs();
      const last = looks.get(environment);
      if (last === undefined || nowMs - last.beganAtMs >= maxAgeMs) {
        const begun = { beganAtMs: nowMs, observed: look() };
        looks.set(environment, begun);
        return await begun.observed;
      }
      const { observation } = await last.observed;
      if (observation === undefined) return { isFresh: false };
      return { observation, isFresh: ageMs(observation, clock.now()) < maxAgeMs };
    },
  };
}
