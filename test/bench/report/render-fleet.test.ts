import { expect, it } from 'vitest';
import type { FleetResult } from '../../../bench/fleet/measure-fleet.ts';
import { judgeFleet, renderFleet } from '../../../bench/report/render-fleet.ts';

function result(
  members: number,
  {
    ms,
    peakBytes,
    ratio,
  }: { readonly ms: number; readonly peakBytes: number; readonly ratio: number },
): FleetResult {
  const fleet = { ms, requests: 2 * members, peakBytes };
  return { members, fleet, bare: { ...fleet, ms: ms * ratio }, throughputRatio: ratio };
}

const FLEET = [
  result(1_000, { ms: 2_000, peakBytes: 200_000_000, ratio: 0.8 }),
  result(10_000, { ms: 22_100, peakBytes: 250_000_000, ratio: 0.79 }),
];

it('keeps a promise about fleets up to its limit, and not beyond', () => {
  expect(judgeFleet(FLEET).map(({ promise, met }) => [promise, met])).toEqual([
    ['bare client / fleet, requests a second, 1,000', true],
    ['bare client / fleet, requests a second, 10,000', false],
    ['peak memory, 10,000 / 1,000', true],
    ['time of a member, 10,000 / 1,000', false],
  ]);
});

it('fails rather than judge one fleet alone', () => {
  expect(() => judgeFleet(FLEET.slice(0, 1))).toThrow(/not measured/);
});

it('shows both fleets beside the bare client', () => {
  const thresholds = judgeFleet(FLEET);
  const text = renderFleet({ node: '24.0.0', rounds: 3, fleet: FLEET, thresholds });
  expect(text).toMatch(/10,000 +20,000 +22,100 +17,459 +0\.79 +250 +250$/m);
  expect(text).toMatch(/peak memory, 10,000 \/ 1,000 +1\.25 +1\.30 +ok$/m);
});
