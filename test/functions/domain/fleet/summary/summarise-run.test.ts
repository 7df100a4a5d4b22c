import { describe, expect, test } from 'vitest';
import type { FleetMember } from '../../../../../functions/domain/model/fleet-member.ts';
import { memberOf, membersOf } from '../fleet-world.ts';
import { itemsOf, jsonLines, memoryStore } from '../memory-store.ts';
import { failed, finals, KEYS, passed, RUN, run, summed, values } from './run-world.ts';

describe('the summary of a run', () => {
  test('of members that pass is a pass, says where the results lie and changes none', async () => {
    const store = run();
    const { report, unreadable } = await summed(store);
    expect(report).toEqual({
      schemaVersion: 1,
      runId: RUN,
      verdict: 'pass',
      fleet: {
        total: 3,
        verdicts: { pass: 3, warn: 0, fail: 0, inconclusive: 0 },
        causes: [],
        worst: [],
        results: 's3://bucket/',
      },
    });
    expect(unreadable.size).toBe(0);
    expect([...store.objects.keys()].filter((key) => key.includes('summary-'))).toEqual([]);
    expect(itemsOf(store.objects.get(KEYS.verdicts('pass')))).toEqual(
      [0, 1, 2].map((index) => ({ member: `tenant-${index}` })),
    );
  });

  test.each<[string, Readonly<Record<string, string>>, object]>([
    [
      'no result',
      { [KEYS.results('0')]: jsonLines(passed(0), passed(2)) },
      { verdict: 'inconclusive', summary: 'no result was written: its batch did not end' },
    ],
    [
      'a garbled result',
      { [KEYS.results('0')]: jsonLines(passed(0), '{"member":"tenant-1","verd', passed(2)) },
      { verdict: 'inconclusive' },
    ],
    [
      'a result of another shape',
      { [KEYS.results('0')]: jsonLines(passed(0), { ...passed(1), verdict: 'good' }, passed(2)) },
      { verdict: 'inconclusive' },
    ],
    [
      'a result with checks that are none',
      { [KEYS.results('0')]: jsonLines(passed(0), { ...passed(1), checks: ['no'] }, passed(2)) },
      { verdict: 'inconclusive' },
    ],
    [
      'no object of results',
      { [KEYS.results('0')]: '', [KEYS.results('9')]: jsonLines(passed(0), passed(2)) },
      { verdict: 'inconclusive' },
    ],
    [
      'no fingerprints',
      { [KEYS.fingerprints('0')]: jsonLines(values(0, 'a0'), values(2, 'a2')) },
      {
        verdict: 'inconclusive',
        summary: 'not compared with the other members: its fingerprints were not written',
      },
    ],
    [
      'a line without fingerprints, as another attempt may write',
      {
        [KEYS.fingerprints('0')]: jsonLines(values(0, 'a0'), values(1), values(2, 'a2')),
      },
      { verdict: 'inconclusive' },
    ],
    [
      'no checks and no fingerprints',
      {
        [KEYS.results('0')]: jsonLines(passed(0), { ...passed(1), checks: [] }, passed(2)),
        [KEYS.fingerprints('0')]: jsonLines(values(0, 'a0'), values(2, 'a2')),
      },
      { verdict: 'inconclusive' },
    ],
    [
      'a warning and no fingerprints',
      {
        [KEYS.results('0')]: jsonLines(passed(0), { ...passed(1), verdict: 'warn' }, passed(2)),
        [KEYS.fingerprints('0')]: jsonLines(values(0, 'a0'), values(2, 'a2')),
      },
      {
        verdict: 'inconclusive',
        summary: 'not compared with the other members: its fingerprints were not written',
      },
    ],
    [
      'garbled fingerprints',
      {
        [KEYS.fingerprints('0')]: jsonLines(
          values(0, 'a0'),
          { member: 'tenant-1', fingerprints: ['zz'] },
          values(2, 'a2'),
        ),
      },
      { verdict: 'inconclusive' },
    ],
    [
      'a later result',
      { [KEYS.results('1')]: jsonLines(failed(1)) },
      { verdict: 'fail', cause: 'credential.rejected' },
    ],
    [
      'two results in an object',
      { [KEYS.results('0')]: jsonLines(passed(0), passed(1), failed(1), passed(2)) },
      { verdict: 'fail', cause: 'credential.rejected' },
    ],
  ])('counts a member once that has %s', async (_name, objects, expected) => {
    const store = run(objects);
    const { report } = await summed(store);
    expect(report.fleet.total).toBe(3);
    expect(report.fleet.verdicts.pass).toBe(2);
    expect(report.fleet.worst).toMatchObject([{ member: 'tenant-1', ...expected }]);
    expect(finals(store).get('tenant-1')).toMatchObject(expected);
    expect([...finals(store).keys()].sort()).toEqual(['tenant-0', 'tenant-1', 'tenant-2']);
  });

  test('counts lines that cannot be read, by object, and no member that is not listed', async () => {
    const store = run({ [KEYS.results('1')]: jsonLines('garbled', '', '[]', passed(7)) });
    const { report, unreadable } = await summed(store);
    expect(report.verdict).toBe('pass');
    expect(report.fleet.total).toBe(3);
    expect([...unreadable]).toEqual([[KEYS.results('1'), 2]]);
  });

  test('changes of two results of a member the one that holds, and that once', async () => {
    const store = run({
      [KEYS.results('0')]: jsonLines(failed(0), passed(1), failed(7)),
      [KEYS.results('1')]: jsonLines({ ...passed(1), verdict: 'warn' }, passed(2)),
      [KEYS.fingerprints('0')]: jsonLines(values(0, 'a0'), values(2, 'a2')),
    });
    const { worst } = (await summed(store)).report.fleet;
    expect(worst.map(({ member, verdict }) => `${member} ${verdict}`)).toEqual([
      'tenant-0 fail',
      'tenant-1 inconclusive',
    ]);
    expect(itemsOf(store.objects.get(KEYS.results('summary-00000')))).toMatchObject([
      { member: 'tenant-1', verdict: 'inconclusive' },
    ]);
  });

  test('writes all results that it changes, 2,000 to an object, and shows twenty of them', async () => {
    const members = membersOf(2001);
    const store = memoryStore({ [KEYS.inventory]: jsonLines(...members) });
    const { total, worst } = (await summed(store)).report.fleet;
    expect([total, worst.length]).toEqual([2001, 20]);
    const parts = ['summary-00000', 'summary-00001', 'summary-00002'].map((part) =>
      store.objects.get(KEYS.results(part)),
    );
    expect(parts.map((part) => itemsOf(part).length)).toEqual([2000, 1, 0]);
    expect([...finals(store).keys()]).toEqual(members.map(({ member }) => member));
  });

  test('counts a member whose result is gone when it is read again, and shows the others', async () => {
    const store = run({
      [KEYS.results('0')]: jsonLines(failed(0), passed(2)),
      [KEYS.results('1')]: jsonLines(failed(1)),
    });
    const readOnce: typeof store = {
      ...store,
      lines: async (key, call) => {
        const lines = await store.lines(key, call);
        if (key === KEYS.results('1')) store.objects.delete(key);
        return lines;
      },
    };
    const { verdicts, worst } = (await summed(readOnce)).report.fleet;
    expect(verdicts).toEqual({ pass: 1, warn: 0, fail: 2, inconclusive: 0 });
    expect(worst.map(({ member }) => member)).toEqual(['tenant-0']);
  });

  test('gives causes of as many members by name', async () => {
    const causes = ['credential.rejected', 'account.closed', 'secret.missing'];
    const results = causes.map((cause, index) => failed(index, cause));
    const store = run({ [KEYS.results('0')]: jsonLines(...results) });
    expect((await summed(store)).report.fleet.causes).toEqual(
      causes.toSorted().map((cause) => ({ cause, count: 1 })),
    );
  });

  test('lists a member once whose name stands in two lines', async () => {
    const store = run({ [KEYS.inventory]: jsonLines(...membersOf(3), memberOf(1)) });
    expect((await summed(store)).report.fleet.total).toBe(3);
  });

  test('says of members whose list alone judges them what the list says, without a result too', async () => {
    const finding = {
      verdict: 'fail',
      cause: 'account.closed',
      summary: 'its account is closed',
    } as const;
    const listed: readonly FleetMember[] = [
      { ...memberOf(0), finding },
      { ...memberOf(1), accountSid: undefined },
    ];
    const store = memoryStore({ [KEYS.inventory]: jsonLines(...listed) });
    const { worst, causes } = (await summed(store)).report.fleet;
    expect(worst).toMatchObject([
      { member: 'tenant-0', ...finding },
      { member: 'tenant-1', verdict: 'inconclusive' },
    ]);
    expect(causes).toEqual([{ cause: 'account.closed', count: 1 }]);
    const written = {
      [KEYS.results('0')]: jsonLines({ member: 'tenant-0', ...finding, checks: [] }),
    };
    const again = memoryStore({ [KEYS.inventory]: jsonLines(...listed), ...written });
    expect((await summed(again)).report.fleet.worst).toEqual(worst);
  });

  test('gives the same again on the same objects, and takes back what no longer holds', async () => {
    const store = run({ [KEYS.results('0')]: jsonLines(passed(0)) });
    const first = await summed(store);
    expect((await summed(store)).report).toEqual(first.report);
    store.objects.set(KEYS.results('0'), jsonLines(passed(0), passed(1), passed(2)));
    expect((await summed(store)).report.verdict).toBe('pass');
    expect([...finals(store).values()].map(({ verdict }) => verdict)).toEqual([
      'pass',
      'pass',
      'pass',
    ]);
  });

  test('counts the members that an earlier run judged', async () => {
    const store = run({
      [KEYS.carried]: jsonLines(memberOf(7)),
      [KEYS.results('carried-00000')]: jsonLines(passed(7)),
      [KEYS.fingerprints('carried-00000')]: jsonLines(values(7, 'a0')),
    });
    const { fleet } = (await summed(store)).report;
    expect(fleet.total).toBe(4);
    expect(fleet.worst.map(({ member }) => member)).toEqual(['tenant-0', 'tenant-7']);
  });

  test('of a run without a list is an error that names the object', async () => {
    await expect(summed(memoryStore())).rejects.toMatchObject({
      code: 'fleet.unavailable',
      message: 'runs/run-1/inventory.jsonl is not there: the members were never listed',
    });
  });

  test('of no members is inconclusive', async () => {
    expect((await summed(memoryStore({ [KEYS.inventory]: '' }))).report.verdict).toBe(
      'inconclusive',
    );
  });
});
