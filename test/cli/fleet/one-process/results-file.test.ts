import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { declarationOf } from '../../../../cli/fleet/one-process/declaration-of.ts';
import { passedMembers } from '../../../../cli/fleet/one-process/passed-members.ts';
import {
  type KeptResult,
  openResultsFile,
  type ResultsFile,
} from '../../../../cli/fleet/one-process/results-file.ts';
import type { FleetMember } from '../../../../functions/domain/model/fleet-member.ts';
import type { MemberResult } from '../../../../functions/domain/model/schemas/fleet-schema.ts';
import { TEMPLATE } from '../../../functions/domain/fleet/fleet-world.ts';
import { temporaryFiles } from '../../temporary-files.ts';

const PASS: MemberResult = { member: 'a', verdict: 'pass', checks: [] };
const FAIL: MemberResult = { member: 'b', verdict: 'fail', cause: 'x', summary: 'y', checks: [] };

async function all(file: ResultsFile): Promise<readonly MemberResult[]> {
  const results: MemberResult[] = [];
  for await (const result of file.read()) results.push(result);
  return results;
}

async function opened(text: string): Promise<ResultsFile> {
  return await openResultsFile(join(temporaryFiles({ 'r.jsonl': text }), 'r.jsonl'));
}

function memberOf(member: string, account = 'a'): FleetMember {
  return { index: 0, member, accountSid: `AC${account.repeat(32)}` };
}

/** The pass of a member for what {@link memberOf} declares of it. */
function passOf(member: string, template = TEMPLATE): KeptResult {
  return { ...PASS, member, declared: declarationOf(template, memberOf(member)) };
}

async function* members(...names: readonly string[]): AsyncGenerator<FleetMember> {
  for (const name of names) yield memberOf(name);
}

describe('a file of results', () => {
  it('is made where there is none, for its owner alone, and holds each line at once', async () => {
    const path = join(temporaryFiles({}), 'new.jsonl');
    const file = await openResultsFile(path);
    file.append(PASS);
    expect(readFileSync(path, 'utf8')).toBe(`${JSON.stringify(PASS)}\n`);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    file.close();
  });

  it('is refused where it is no regular file, which may have no end', async () => {
    await expect(openResultsFile('/dev/full')).rejects.toMatchObject({
      message: expect.stringContaining('/dev/full is no regular file. Name another one'),
      exitCode: 2,
    });
  });

  it('says that it could not be written, and keeps what it has', async () => {
    const file = await opened('');
    file.close();
    expect(() => file.append(PASS)).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(
          /r\.jsonl could not be written: EBADF\. It keeps the results/,
        ),
        exitCode: 2,
      }),
    );
  });

  it('goes on after the lines of an earlier run, without a torn last one', async () => {
    const file = await opened(`${JSON.stringify(PASS)}\n{"member":"b","verd`);
    file.append(FAIL);
    expect(await all(file)).toEqual([PASS, FAIL]);
    file.close();
  });

  it('is read across the parts in which it comes', async () => {
    const results = Array.from({ length: 2_000 }, (_each, index) => ({
      ...PASS,
      member: `member-${index}-${'ü'.repeat(50)}`,
    }));
    const file = await opened('');
    appendFileSync(file.path, results.map((one) => `${JSON.stringify(one)}\n`).join(''));
    expect(await all(file)).toEqual(results);
    file.close();
  });

  it.each([
    '',
    'no JSON',
    '1',
    'null',
    '{"member":"a"}',
    '{"member":"a","verdict":"good","checks":[]}',
  ])('is refused where a line is no result, and left as it was: %s', async (line) => {
    const text = `${JSON.stringify(PASS)}\n${line}\n{"member":"b","verd`;
    const path = join(temporaryFiles({ 'r.jsonl': text }), 'r.jsonl');
    await expect(openResultsFile(path)).rejects.toThrow(/has no result of a member in line 2\./);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it.each([
    '{"environments":{}}',
    'text without an end of line',
    '{"member":"a","accountSid":"AC1"}',
    '[{"member":"a"}',
  ])('is refused where it is another file of one line, and left as it was: %s', async (text) => {
    const path = join(temporaryFiles({ 'r.jsonl': text }), 'r.jsonl');
    await expect(openResultsFile(path)).rejects.toThrow(/has no result of a member in line 1\./);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('is refused where it is a directory', async () => {
    await expect(openResultsFile(temporaryFiles({}))).rejects.toThrow(
      /could not be opened: it is a directory \(EISDIR\)/,
    );
  });
});

describe('the members that passed', () => {
  it('are those whose last line says so', async () => {
    const lines = [
      passOf('a'),
      { ...FAIL, member: 'a' },
      FAIL,
      passOf('b'),
      { ...FAIL, member: 'c' },
    ];
    const file = await opened(lines.map((one) => `${JSON.stringify(one)}\n`).join(''));
    expect([...(await passedMembers(file, members('a', 'b', 'c', 'd'), TEMPLATE))]).toEqual(['b']);
    file.close();
  });

  it.each<[string, KeptResult]>([
    ['another account', { ...PASS, declared: declarationOf(TEMPLATE, memberOf('a', 'b')) }],
    ['another template', passOf('a', { ...TEMPLATE, twilioRegion: 'ie1' })],
    ['nothing that is known', PASS],
  ])('are asked again where the pass was for %s', async (_what, line) => {
    const file = await opened(`${JSON.stringify(line)}\n`);
    expect((await passedMembers(file, members('a'), TEMPLATE)).size).toBe(0);
    file.close();
  });

  it('are none in a new file', async () => {
    const file = await opened('');
    expect((await passedMembers(file, members('a'), TEMPLATE)).size).toBe(0);
    file.close();
  });

  it('are not looked for in the file of another fleet', async () => {
    const file = await opened(`${JSON.stringify(PASS)}\n${JSON.stringify(FAIL)}\n`);
    await expect(passedMembers(file, members('c'), TEMPLATE)).rejects.toThrow(
      /r\.jsonl has no result of a member of this fleet\. Name the file/,
    );
    file.close();
  });

  it('are known beside results of members that have left since', async () => {
    const file = await opened(`${JSON.stringify(passOf('a'))}\n${JSON.stringify(FAIL)}\n`);
    expect([...(await passedMembers(file, members('a'), TEMPLATE))]).toEqual(['a']);
    file.close();
  });
});
