import { adaptLevel, firstLevel } from './adapt-level.ts';
import type { BudgetState, Lease, Level, Seen } from './request-budget.ts';

/** A lease ends by itself: that of a worker that was killed frees its permits. */
export const LEASE_MS = 10_000;

/** A worker's report, and what it asks for. */
export interface LeaseRequest {
  readonly worker: string;
  /** The most that it could use at once; 0 gives everything back. */
  readonly wanted: number;
  readonly seen: Seen;
  readonly nowMs: number;
}

/**
 * The shared state after one worker's exchange: the level follows what it saw, and its lease is renewed. Each
 * worker has a right to an equal share, the first come to what does not divide: with more workers
 * than permits those wait that came last. What others leave is lent, until one of them asks for its share.
 */
export function exchangeLease(before: BudgetState | undefined, request: LeaseRequest): BudgetState {
  const { worker, wanted, seen, nowMs } = request;
  const leases = liveLeases(before, nowMs);
  const leased = sum(Object.values(leases));
  const level = adaptLevel(levelOf(before, nowMs), { seen, leased, nowMs });
  const { [worker]: own, ...others } = leases;
  if (wanted === 0) return { level, leases: others };
  const asked: Lease = {
    permits: own?.permits ?? 0,
    wanted,
    sinceMs: own?.sinceMs ?? nowMs,
    untilMs: nowMs + LEASE_MS,
  };
  const permits = permitsFor({ worker, asked, others, limit: Math.floor(level.limit) });
  return { level, leases: { ...others, [worker]: { ...asked, permits } } };
}

// A worker whose clock is ahead may date what it writes hours ahead. That counts as of now: its lease would outlive
// it, with all permits, and the level would stand still.

function levelOf(state: BudgetState | undefined, nowMs: number): Level {
  if (state === undefined) return firstLevel(nowMs);
  const { level } = state;
  const raisedAtMs = Math.min(level.raisedAtMs, nowMs);
  return { ...level, raisedAtMs, loweredAtMs: Math.min(level.loweredAtMs, nowMs) };
}

function liveLeases(state: BudgetState | undefined, nowMs: number): BudgetState['leases'] {
  const live = Object.entries(state?.leases ?? {}).filter(([, { untilMs }]) => untilMs > nowMs);
  const latestMs = nowMs + LEASE_MS;
  return Object.fromEntries(
    live.map(([id, lease]) => [id, { ...lease, untilMs: Math.min(lease.untilMs, latestMs) }]),
  );
}

interface Division {
  readonly worker: string;
  readonly asked: Lease;
  readonly others: BudgetState['leases'];
  readonly limit: number;
}

function permitsFor({ worker, asked, others, limit }: Division): number {
  const ranked = Object.entries({ ...others, [worker]: asked }).toSorted(byTurn);
  const shareOf = (rank: number): number =>
    Math.floor(limit / ranked.length) + (rank < limit % ranked.length ? 1 : 0);
  const isOtherShort = ranked.some(
    ([id, { permits, wanted }], rank) => id !== worker && permits < Math.min(wanted, shareOf(rank)),
  );
  const share = shareOf(ranked.findIndex(([id]) => id === worker));
  const free = limit - sum(Object.values(others));
  // Where the level fell, each keeps its new share at once, and the others come down to theirs.
  const kept = Math.min(asked.permits, share);
  const most = isOtherShort ? Math.min(free, share) : free;
  return Math.min(asked.wanted, Math.max(kept, most));
}

type Entry = readonly [worker: string, lease: Lease];

function byTurn([oneId, one]: Entry, [otherId, other]: Entry): number {
  return one.sinceMs - other.sinceMs || (oneId < otherId ? -1 : 1);
}

function sum(leases: readonly Lease[]): number {
  return leases.reduce((total, { permits }) => total + permits, 0);
}
