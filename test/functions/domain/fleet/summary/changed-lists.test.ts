import { expect, test } from 'vitest';
import { memberOf, membersOf } from '../fleet-world.ts';
import { jsonLines } from '../memory-store.ts';
import { failed, KEYS, passed, run, summed } from './run-world.ts';

test.each<[string, string]>([
  ['was cut', jsonLines(memberOf(0), memberOf(2))],
  ['has a line that cannot be read', jsonLines(memberOf(0), '{"member":"ten', memberOf(2))],
  ['has a member twice', jsonLines(memberOf(0), memberOf(2), memberOf(2))],
  ['grew', jsonLines(...membersOf(4))],
  ['is empty', ''],
])('of a list that %s since it was written is an error, not a shorter fleet', async (...row) => {
  const [, list] = row;
  await expect(summed(run({ [KEYS.inventory]: list }), undefined, 3)).rejects.toMatchObject({
    code: 'fleet.unavailable',
    message: expect.stringContaining('3 were listed: it was changed since'),
  });
});

test('shares what is tolerated among members, not among secrets of none', async () => {
  const finding = { verdict: 'warn', summary: 'it is of no member' } as const;
  const orphans = Array.from({ length: 20 }, (_each, at) => ({ ...memberOf(9 + at), finding }));
  const store = run({
    [KEYS.inventory]: jsonLines(...membersOf(3), ...orphans),
    [KEYS.results('0')]: jsonLines(passed(0), failed(1), passed(2)),
  });
  expect((await summed(store, { percentage: 5 })).report.verdict).toBe('fail');
});

test.each<[string, unknown]>([
  ['is cut off', '{"member":"tenant-3","acc'],
  ['has no name', { ...memberOf(3), member: '' }],
  ['has an Account SID that is no text', { ...memberOf(3), accountSid: 3 }],
  ['has a finding that is no object', { ...memberOf(3), finding: 'closed' }],
  ['has a finding without a verdict', { ...memberOf(3), finding: { summary: 'closed' } }],
])('counts a line of the list that %s as unreadable, and no member for it', async (_name, line) => {
  const store = run({ [KEYS.inventory]: jsonLines(...membersOf(3), line) });
  const { report, unreadable } = await summed(store);
  expect(report.fleet.total).toBe(3);
  expect([...unreadable]).toEqual([[KEYS.inventory, 1]]);
});
