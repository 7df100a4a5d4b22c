import { expect } from 'vitest';
import { FLEET_KEYS } from '../../../../../functions/contract.ts';
import {
  type RunKeys,
  type Summary,
  type SummaryRequest,
  summariseRun,
} from '../../../../../functions/domain/fleet/summary/summarise-run.ts';
import type { MemberResult } from '../../../../../functions/domain/model/schemas/fleet-schema.ts';
import {
  fleetReportSchema,
  memberResultSchema,
} from '../../../../../functions/domain/model/schemas/fleet-schema.ts';
import { accountOf, membersOf } from '../fleet-world.ts';
import { itemsOf, jsonLines, type MemoryStore, memoryStore } from '../memory-store.ts';

export const RUN = 'run-1';
const { signal } = new AbortController();

export function keysOf(runId: string): RunKeys {
  return {
    inventory: FLEET_KEYS.inventory(runId),
    carried: FLEET_KEYS.carried(runId),
    results: (part) => FLEET_KEYS.results(runId, part),
    fingerprints: (part) => FLEET_KEYS.fingerprints(runId, part),
    verdicts: (verdict) => FLEET_KEYS.verdicts(runId, verdict),
  };
}

export const KEYS = keysOf(RUN);

export const PASSED = {
  id: 'credential.accepted',
  title: 'Accepted',
  tier: 'live',
  status: 'pass',
  message: 'yes',
  durationMs: 1,
} as const;

export function passed(index: number): MemberResult {
  return { member: `tenant-${index}`, verdict: 'pass', checks: [PASSED] };
}

export function failed(index: number, cause = 'credential.rejected'): MemberResult {
  const check = { ...PASSED, status: 'fail' } as const;
  return {
    member: `tenant-${index}`,
    verdict: 'fail',
    cause,
    summary: `${cause} shown`,
    checks: [check],
  };
}

/** Its secret is that of another member. */
export function swapped(index: number, other: number): MemberResult {
  const found = accountOf(other);
  const identity = {
    ...PASSED,
    id: 'account.identity',
    status: 'fail',
    expected: accountOf(index),
    found,
  } as const;
  const summary = `its credential is that of an undeclared account (${found})`;
  return { ...failed(index, 'environment.wrong-account'), summary, checks: [identity] };
}

export function values(index: number, ...fingerprints: readonly string[]): object {
  return {
    member: `tenant-${index}`,
    fingerprints: fingerprints.map((one) => one.padStart(64, '0')),
  };
}

/** A run of three members that pass, but for what is given. */
export function run(objects: Readonly<Record<string, string>> = {}): MemoryStore {
  return memoryStore({
    [KEYS.inventory]: jsonLines(...membersOf(3)),
    [KEYS.results('0')]: jsonLines(passed(0), passed(1), passed(2)),
    [KEYS.fingerprints('0')]: jsonLines(values(0, 'a0'), values(1, 'a1', 'b1'), values(2, 'a2')),
    ...objects,
  });
}

export async function summed(
  store: MemoryStore,
  tolerate: SummaryRequest['tolerate'] = { percentage: 0 },
  listed?: number,
): Promise<Summary> {
  const summary = await summariseRun({
    runId: RUN,
    keys: KEYS,
    tolerate,
    listed,
    resultsAt: 's3://bucket/',
    store,
    signal,
  });
  expect(fleetReportSchema.safeParse(JSON.parse(JSON.stringify(summary.report))).success).toBe(
    true,
  );
  return summary;
}

/** Every member's final result, as a reader of the results finds it: the last key holds. */
export function finals(store: MemoryStore): ReadonlyMap<string, MemberResult> {
  const keys = [...store.objects.keys()].filter((key) => key.startsWith(KEYS.results())).sort();
  const read = keys.flatMap((key) => itemsOf(store.objects.get(key)));
  const results = read.flatMap((one) => memberResultSchema.safeParse(one).data ?? []);
  return new Map(results.map((one) => [one.member, one]));
}
