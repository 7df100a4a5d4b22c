import { describe, expect, it } from 'vitest';
import { exchangeLease } from '../../../../../functions/domain/fleet/rate/exchange-lease.ts';
import {
  type BudgetState,
  type Lease,
  NOTHING_SEEN,
} from '../../../../../functions/domain/fleet/rate/request-budget.ts';

const NOW_MS = 1_000_000;
const request = { worker: 'own', wanted: 50, seen: NOTHING_SEEN, nowMs: NOW_MS };

function lease(permits: number, changes: Partial<Lease> = {}): Lease {
  return { permits, wanted: 50, sinceMs: NOW_MS - 60_000, untilMs: NOW_MS + 5_000, ...changes };
}

function state(limit: number, leases: BudgetState['leases']): BudgetState {
  const level = { limit, isOut: false, raisedAtMs: 0, loweredAtMs: 0, concurrent: 0 };
  return { level, leases };
}

interface Case {
  readonly title: string;
  readonly limit?: number;
  readonly wanted?: number;
  readonly leases: BudgetState['leases'];
  readonly permits: number | undefined;
}

const CASES: readonly Case[] = [
  { title: 'gives the first worker everything it can use', leases: {}, permits: 20 },
  { title: 'gives no more than is asked for', wanted: 3, leases: {}, permits: 3 },
  { title: 'gives a second one what is left', leases: { other: lease(15) }, permits: 5 },
  {
    title: 'keeps an equal share for one that is short',
    leases: { own: lease(20), other: lease(0) },
    permits: 10,
  },
  {
    title: 'lends what another leaves',
    leases: { own: lease(10), other: lease(2, { wanted: 2 }) },
    permits: 18,
  },
  {
    title: 'frees what an ended lease held',
    leases: { other: lease(20, { untilMs: NOW_MS }) },
    permits: 20,
  },
  {
    title: 'keeps its share where the level fell and the others hold too much',
    limit: 14.9,
    leases: { own: lease(10), other: lease(10) },
    permits: 7,
  },
  {
    title: 'gives what does not divide to the first come',
    limit: 3,
    leases: { own: lease(2, { sinceMs: 1 }), other: lease(1) },
    permits: 2,
  },
  {
    title: 'gives nothing to the last come where workers outnumber permits',
    limit: 1,
    leases: { other: lease(1) },
    permits: 0,
  },
  {
    title: 'takes back the permit of the last come where the level fell',
    limit: 1,
    leases: { own: lease(1, { sinceMs: NOW_MS - 1 }), other: lease(1) },
    permits: 0,
  },
  {
    title: 'decides by name between two that came at once',
    limit: 1,
    leases: { own: lease(1), pther: lease(1) },
    permits: 1,
  },
  {
    title: 'ends the lease of a worker that wants nothing',
    wanted: 0,
    leases: { own: lease(5) },
    permits: undefined,
  },
];

describe('an exchange of a lease', () => {
  it.each(CASES)('$title', ({ limit = 20, wanted = 50, leases, permits }) => {
    const after = exchangeLease(state(limit, leases), { ...request, wanted });
    expect(after.leases['own']?.permits).toBe(permits);
  });

  it('begins a budget at the first level, with a lease of 10 s', () => {
    const { level, leases } = exchangeLease(undefined, request);
    expect(level.limit).toBe(10);
    const own = { permits: 10, wanted: 50, sinceMs: NOW_MS, untilMs: NOW_MS + 10_000 };
    expect(leases).toEqual({ own });
  });

  it('renews a lease without changing since when it is held', () => {
    const { leases } = exchangeLease(state(20, { own: lease(5) }), request);
    expect(leases['own']).toMatchObject({ sinceMs: NOW_MS - 60_000, untilMs: NOW_MS + 10_000 });
  });
});

describe('where the clock of another worker was an hour ahead', () => {
  const AHEAD_MS = 3_600_000;
  const ahead = { ...state(20, {}).level, raisedAtMs: NOW_MS + AHEAD_MS };
  const before: BudgetState = {
    level: { ...ahead, loweredAtMs: NOW_MS + AHEAD_MS },
    leases: { other: lease(20, { untilMs: NOW_MS + AHEAD_MS + 10_000 }) },
  };

  it('its lease ends ten seconds after it was seen', () => {
    const seen = exchangeLease(before, request);
    const later = exchangeLease(seen, { ...request, nowMs: NOW_MS + 10_000 });
    expect(later.leases).toEqual({ own: expect.objectContaining({ permits: 20 }) });
  });

  it('the level goes on', () => {
    const refused = { ...NOTHING_SEEN, refused: 1 };
    const seen = exchangeLease(before, request);
    const later = exchangeLease(seen, { ...request, seen: refused, nowMs: NOW_MS + 4_000 });
    expect(later.level.limit).toBe(16);
  });
});
