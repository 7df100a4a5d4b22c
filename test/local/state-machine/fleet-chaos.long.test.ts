import { beforeAll, describe, expect, it } from 'vitest';
import type { MemberResult } from '../../../functions/domain/model/schemas/fleet-schema.ts';
import { faultOf } from './broken-members.ts';
import { type ChaosFleet, chaosFleet, resultsOf, runFleet } from './fleet-chaos.ts';
import { type FleetMachine, fleetMachine } from './fleet-definition.ts';
import { reportOf } from './fleet-report.ts';

const MEMBERS = 300;
const MINUTE_MS = 60_000;

let machine: FleetMachine;

beforeAll(() => {
  machine = fleetMachine();
});

/** The only result of each member. */
function single(fleet: ChaosFleet): ReadonlyMap<string, MemberResult> {
  const results = resultsOf(fleet, machine);
  expect(results.size).toBe(fleet.members.length);
  return new Map(
    [...results].map(([member, [result, ...others]]) => {
      if (result === undefined || others.length > 0)
        throw new Error(`${member} is not counted once`);
      return [member, result];
    }),
  );
}

const sum = (verdicts: Readonly<Record<string, number>>): number =>
  Object.values(verdicts).reduce((all, one) => all + one, 0);

const briefly = ({ verdict, cause }: MemberResult): string => `${verdict} ${cause ?? ''}`.trim();

describe('a fleet of which 5 % are broken in five ways', () => {
  it('is judged right, each member once, through an outage, dying processes and batches that come twice', async () => {
    const calm = chaosFleet(MEMBERS);
    const calmly = reportOf(await runFleet(calm, machine, calm.members));
    expect(calmly.fleet).toMatchObject({
      total: MEMBERS,
      verdicts: { pass: 285, warn: 0, fail: 15, inconclusive: 0 },
    });
    const expected = single(calm);
    const broken = calm.members.filter((member) => faultOf(member) !== undefined);
    const bad = calm.members.filter(({ member }) => expected.get(member)?.verdict !== 'pass');
    expect(broken).toHaveLength(MEMBERS / 20);
    expect(bad).toEqual(broken);
    expect(new Set(bad.map(({ member }) => expected.get(member)?.cause)).size).toBe(5);

    const middleMs = calm.endedMs() / 2;
    const fleet = chaosFleet(MEMBERS, {
      outage: [middleMs, middleMs + 10 * MINUTE_MS],
      killsEvery: 4,
      twiceEvery: 5,
    });
    const ran = await runFleet(fleet, machine, fleet.members);
    const { mapRuns } = ran;
    const { total, verdicts } = reportOf(ran).fleet;
    expect([total, sum(verdicts)]).toEqual([MEMBERS, MEMBERS]);
    expect(mapRuns[0]?.itemCounts).toMatchObject({ total: MEMBERS, succeeded: MEMBERS });
    expect([...fleet.begun.values()].filter((times) => times > 1)).toHaveLength(3);
    const first = single(fleet);
    const open = fleet.members.filter(
      ({ member }) => first.get(member)?.verdict === 'inconclusive',
    );
    const known = fleet.members.filter((member) => !open.includes(member));
    expect(known.length).toBeGreaterThan(MEMBERS / 10);
    expect(open.length).toBeGreaterThan(0);
    for (const { member } of known) {
      expect(briefly(first.get(member) as MemberResult)).toBe(
        briefly(expected.get(member) as MemberResult),
      );
    }

    // What is left is verified after the outage, without the others.
    const second = chaosFleet(MEMBERS);
    await runFleet(second, machine, open);
    const later = new Map([
      ...first,
      ...[...resultsOf(second, machine)].map(([m, [r]]) => [m, r] as const),
    ]);
    expect([...later].map(([m, r]) => [m, briefly(r as MemberResult)])).toEqual(
      [...first.keys()].map((m) => [m, briefly(expected.get(m) as MemberResult)]),
    );
  }, 60_000);
});
