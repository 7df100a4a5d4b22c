import type { Clock, Randomness } from '../../model/ports.ts';
import { OUTAGE_FAILURES } from './adapt-level.ts';
import { createGate, type Gate } from './gate.ts';
import { createObserved, type Observed } from './observed.ts';
import type { Seen } from './request-budget.ts';

const MEMBERS_PER_PERMIT = 2;
const REFUSED_SHARE = 0.8;
const PAUSE_MS = { first: 1_000, most: 15_000 } as const;

/** What a worker does with its permits, and how it holds itself back before others know why. */
export interface WorkerPermits {
  readonly requests: Gate;
  readonly members: Gate;
  readonly observed: Observed;
  /** So many permits from now on. */
  set(permits: number): void;
  /** Takes in what a question showed: true where all should know of it soon. */
  react(seen: Seen): boolean;
  /** How many permits it could use now. */
  readonly demand: () => number;
  readonly isIdle: () => boolean;
  /** Milliseconds that it still waits for before it asks again; 0 or less: none. */
  readonly pausedMs: () => number;
}

export function createWorkerPermits({
  clock,
  randomness,
}: {
  readonly clock: Clock;
  readonly randomness: Randomness;
}): WorkerPermits {
  const requests = createGate();
  const members = createGate();
  const observed = createObserved();
  let permits = 0;
  let resumesMs = 0;
  const pausedMs = (): number => resumesMs - clock.monotonicMs();
  const set = (count: number): void => {
    permits = count;
    members.open(MEMBERS_PER_PERMIT * permits);
    requests.open(pausedMs() > 0 ? 0 : permits);
  };
  const pause = (failures: number): void => {
    const longestMs = PAUSE_MS.first * 2 ** (failures - OUTAGE_FAILURES);
    const jitter = 0.5 + randomness.fraction() / 2;
    resumesMs = clock.monotonicMs() + Math.min(PAUSE_MS.most, longestMs) * jitter;
    set(permits);
  };
  const demand = (): number => requests.inside() + requests.waiting() + 2 * members.waiting();
  return {
    requests,
    members,
    observed,
    set,
    react: (seen) => {
      observed.add(seen);
      if (seen.refused > 0)
        set(Math.min(permits, Math.max(1, Math.floor(permits * REFUSED_SHARE))));
      const failures = seen.failed > 0 ? observed.failedInARow() : 0;
      if (failures >= OUTAGE_FAILURES) pause(failures);
      return seen.refused > 0 || failures >= OUTAGE_FAILURES;
    },
    demand,
    isIdle: () => demand() + members.inside() === 0,
    pausedMs,
  };
}
