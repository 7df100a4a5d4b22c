import type { Clock } from '../model/ports.ts';
import { ageMs, type LocalCache, type Observed } from './observe-environment.ts';

/** Gives the value of a key; `find` is called for a key that has none, and must not reject. */
export type CachedLookup<T> = (key: string, find: () => Promise<T>) => Promise<T>;

/**
 * Makes a lookup that gives the same value for `keptMs` after it was found, and asks once for all who ask
 * at the same time. It holds one entry for each key.
 */
export function createCachedLookup<T>(clock: Clock, keptMs: number): CachedLookup<T> {
  const entries = new Map<string, { readonly value: Promise<T>; endsAtMs?: number }>();
  return (key, find) => {
    const entry = entries.get(key);
    const isOver = entry?.endsAtMs !== undefined && entry.endsAtMs <= clock.monotonicMs();
    if (entry !== undefined && !isOver) return entry.value;
    const found: { readonly value: Promise<T>; endsAtMs?: number } = { value: find() };
    entries.set(key, found);
    void found.value.then(() => {
      found.endsAtMs = clock.monotonicMs() + keptMs;
    });
    return found.value;
  };
}

/** Makes the cache of one process, for while no store says what other processes found. */
export function createLocalCache(clock: Clock): LocalCache {
  const attempts = new Map<
    string,
    { readonly beganAtMs: number; readonly observed: Promise<Observed> }
  >();
  return async (environment, maxAgeMs, verify) => {
    const nowMs = clock.monotonicMs();
    const last = attempts.get(environment);
    if (last === undefined || nowMs - last.beganAtMs >= maxAgeMs) {
      const begun = { beganAtMs: nowMs, observed: verify() };
      attempts.set(environment, begun);
      return await begun.observed;
    }
    const { observation } = await last.observed;
    if (observation === undefined) return { isFresh: false };
    return { observation, isFresh: ageMs(observation, clock.now()) < maxAgeMs };
  };
}
