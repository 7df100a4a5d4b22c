import { describe, expect, test } from 'vitest';
import type { MemberResult } from '../../../../../functions/domain/model/schemas/fleet-schema.ts';
import { accountOf, memberOf, membersOf } from '../fleet-world.ts';
import { itemsOf, jsonLines, memoryStore } from '../memory-store.ts';
import { failed, finals, KEYS, PASSED, passed, run, summed, swapped, values } from './run-world.ts';

describe('members that hold what another one should', () => {
  test('fails every member that holds the same value as another one, and names those', async () => {
    const store = run({
      [KEYS.fingerprints('0')]: jsonLines(values(0, 'a0'), values(1, 'a1', 'a0'), values(2, 'a2')),
    });
    const { report } = await summed(store);
    expect(report.verdict).toBe('fail');
    expect(report.fleet.causes).toEqual([{ cause: 'environment.shared-credential', count: 2 }]);
    expect(report.fleet.worst).toEqual([
      {
        member: 'tenant-0',
        verdict: 'fail',
        cause: 'environment.shared-credential',
        summary: 'the secret of tenant-1 holds the same secret value',
      },
      {
        member: 'tenant-1',
        verdict: 'fail',
        cause: 'environment.shared-credential',
        summary: 'the secret of tenant-0 holds the same secret value',
      },
    ]);
    const { checks = [] } = finals(store).get('tenant-0') ?? {};
    expect(checks.map(({ id, status }) => `${id} ${status}`)).toEqual([
      'credential.accepted pass',
      'environment.isolation fail',
    ]);
  });

  test('tells fingerprints apart that begin alike, and counts a value of one member once', async () => {
    const alike = 'c'.repeat(20);
    const lines = jsonLines(
      { member: 'tenant-0', fingerprints: [`${alike}${'0'.repeat(44)}`] },
      { member: 'tenant-1', fingerprints: [`${alike}${'1'.repeat(44)}`] },
      values(2, 'a2'),
    );
    const store = run({
      [KEYS.fingerprints('0')]: lines,
      [KEYS.fingerprints('1')]: jsonLines(values(2, 'a2')),
    });
    expect((await summed(store)).report.verdict).toBe('pass');
  });

  test('names at most five of the members that hold the same value', async () => {
    const members = membersOf(8);
    const store = memoryStore({
      [KEYS.inventory]: jsonLines(...members),
      [KEYS.results('0')]: jsonLines(...members.map(({ index }) => passed(index))),
      [KEYS.fingerprints('0')]: jsonLines(...members.map(({ index }) => values(index, 'a0', 'b0'))),
    });
    const [first] = (await summed(store)).report.fleet.worst;
    expect(first?.summary?.match(/the secret of/g)).toHaveLength(5);
    expect(first?.summary).toMatch(/; and others do$/);
  });

  test('names the member whose credential another one holds', async () => {
    const store = run({
      [KEYS.results('0')]: jsonLines(swapped(0, 1), swapped(1, 0), failed(2)),
      [KEYS.inventory]: jsonLines(
        memberOf(0),
        { ...memberOf(1), accountSid: accountOf(1).toUpperCase() },
        memberOf(2),
      ),
    });
    const { worst } = (await summed(store)).report.fleet;
    expect(worst.map(({ member, summary }) => `${member}: ${summary}`)).toEqual([
      `tenant-0: its credential is that of tenant-1 (${accountOf(1)})`,
      `tenant-1: its credential is that of tenant-0 (${accountOf(0)})`,
      'tenant-2: credential.rejected shown',
    ]);
    expect(finals(store).get('tenant-0')?.summary).toBe(worst[0]?.summary);
  });

  test.each<[string, MemberResult, string]>([
    [
      'adds the name where the summary is of something else',
      { ...swapped(0, 1), summary: 'swapped fields' },
      'swapped fields (it acts as the account of tenant-1)',
    ],
    [
      'names no member for the account of none',
      swapped(0, 9),
      `its credential is that of an undeclared account (${accountOf(9)})`,
    ],
    [
      'names no account that is not shown',
      {
        ...swapped(0, 1),
        checks: [
          { ...PASSED, id: 'account.identity', status: 'fail', found: 'a key of another account' },
        ],
      },
      `its credential is that of an undeclared account (${accountOf(1)})`,
    ],
    [
      'does not name a member to itself',
      swapped(0, 0),
      `its credential is that of an undeclared account (${accountOf(0)})`,
    ],
  ])('%s', async (_name, result, summary) => {
    const store = run({ [KEYS.results('0')]: jsonLines(result, passed(1), passed(2)) });
    expect((await summed(store)).report.fleet.worst).toMatchObject([
      { member: 'tenant-0', summary },
    ]);
  });

  test('keeps the wrong account as the cause of a member that also shares the value', async () => {
    const store = run({
      [KEYS.results('0')]: jsonLines(swapped(0, 1), passed(1), failed(2)),
      [KEYS.fingerprints('0')]: jsonLines(values(0, 'a1'), values(1, 'a1'), values(2, 'a1')),
    });
    const { worst } = (await summed(store)).report.fleet;
    expect(worst.map(({ cause }) => cause)).toEqual([
      'environment.wrong-account',
      'environment.shared-credential',
      'environment.shared-credential',
    ]);
    expect(worst[0]?.summary).toContain('that of tenant-1');
  });

  test('shows the twenty worst, first those that may be swapped, and lists all by verdict', async () => {
    const members = membersOf(30);
    const results = members.map(({ index }) =>
      index === 29 ? swapped(29, 3) : index < 25 ? failed(index) : passed(index),
    );
    const store = memoryStore({
      [KEYS.inventory]: jsonLines(...members),
      [KEYS.results('0')]: jsonLines(...results),
      [KEYS.fingerprints('0')]: jsonLines(
        ...members.map(({ index }) => values(index, `d${index}`)),
      ),
    });
    const { worst, causes } = (await summed(store)).report.fleet;
    expect(worst.map(({ member }) => member)).toEqual([
      'tenant-29',
      ...Array.from({ length: 19 }, (_each, index) => `tenant-${index}`),
    ]);
    expect(causes).toEqual([
      { cause: 'credential.rejected', count: 25 },
      { cause: 'environment.wrong-account', count: 1 },
    ]);
    expect(itemsOf(store.objects.get(KEYS.verdicts('fail')))).toHaveLength(26);
  });

  test('are not looked for among members that are not listed, or have no result', async () => {
    const store = run({
      [KEYS.results('0')]: jsonLines(passed(0), passed(2)),
      [KEYS.fingerprints('0')]: jsonLines(
        values(0, 'a0'),
        values(1, 'a1'),
        values(2, 'a2'),
        values(7, 'a1'),
      ),
    });
    const { fleet } = (await summed(store)).report;
    expect(fleet.verdicts).toEqual({ pass: 2, warn: 0, fail: 0, inconclusive: 1 });
  });
});
