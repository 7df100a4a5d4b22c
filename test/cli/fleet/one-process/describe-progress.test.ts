import { describe, expect, it } from 'vitest';
import {
  describeProgress,
  type FleetProgress,
} from '../../../../cli/fleet/one-process/describe-progress.ts';

const CASES: readonly (readonly [Partial<FleetProgress>, string])[] = [
  [{}, 'Verifying 10,000 members: 0 done (0 %)'],
  [{ total: 0 }, 'Verifying 0 members: 0 done (100 %)'],
  [{ carried: 3_000 }, 'Verifying 10,000 members: 3,000 done (30 %)'],
  [
    { done: 3_200, passedMs: 32_000 },
    'Verifying 10,000 members: 3,200 done (32 %), 100/s, 1 min 8 s left',
  ],
  [
    { done: 50, carried: 9_900, passedMs: 10_000 },
    'Verifying 10,000 members: 9,950 done (99 %), 5.0/s, 10 s left',
  ],
  [
    { total: 1_000_000, done: 12_345, passedMs: 10_000 },
    'Verifying 1,000,000 members: 12,345 done (1 %), 1,235/s, 13 min 21 s left',
  ],
  [
    { done: 1_000, passedMs: 1_000_000 },
    'Verifying 10,000 members: 1,000 done (10 %), 1.0/s, 2 h 30 min left',
  ],
];

describe('the progress of a fleet', () => {
  it.each(CASES)('of %j', (progress, text) => {
    const none = { total: 10_000, done: 0, carried: 0, passedMs: 0 };
    expect(describeProgress({ ...none, ...progress })).toBe(text);
  });
});
