import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { run } from '../../../cli/run.ts';
import { ALL_CHECKS } from '../../../functions/domain/checks/all-checks.ts';
import { ALARM_ENTRIES } from '../../../packaging/runbook/alarm-entries.ts';
import { RUNBOOK } from '../../../packaging/runbook/runbook.ts';
import { recordedIo } from '../recorded-io.ts';

async function explain(...argv: readonly string[]) {
  const { io, stdout, stderr } = recordedIo();
  const exitCode = await run(['explain', ...argv], io);
  return { exitCode, stdout: stdout(), stderr: stderr() };
}

describe('explain', () => {
  it('lists every cause and every check in a line each', async () => {
    const { exitCode, stdout } = await explain();
    expect(exitCode).toBe(0);
    for (const id of [...Object.keys(RUNBOOK), ...ALL_CHECKS.map((check) => check.id)]) {
      expect(stdout).toMatch(new RegExp(`^ {2}${id} +\\S`, 'm'));
    }
  });

  it.each(Object.keys(RUNBOOK))(
    'says of %s all that the runbook does, without Markdown',
    async (id) => {
      const { exitCode, stdout } = await explain(id);
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(new RegExp(`^${id}: `));
      expect(stdout).not.toMatch(/\]\(|`/);
      const words = stdout.replaceAll(/\s+/g, ' ');
      for (const heading of ['means', 'proven', 'rules it out', 'to do', 'avoid it', 'Help']) {
        expect(words).toContain(heading);
      }
      for (const { command } of RUNBOOK[id]?.steps ?? []) {
        for (const line of command?.split('\n') ?? []) expect(stdout).toContain(`${line}\n`);
      }
    },
  );

  it.each(Object.entries(ALARM_ENTRIES))(
    'says of %s how soon a person is needed and what to do, without Markdown',
    async (id, { steps }) => {
      const { exitCode, stdout } = await explain(id);
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(new RegExp(`^${id}: `));
      // A query of the AWS CLI has backticks of its own.
      expect(stdout.replaceAll(/^ +aws .*$/gm, '')).not.toMatch(/\]\(|`/);
      for (const heading of ['How soon', 'What it means', 'Beware', 'What to do', 'When it ends']) {
        expect(stdout).toContain(`  ${heading}\n`);
      }
      for (const { command } of steps) {
        for (const line of command?.split('\n') ?? []) expect(stdout).toContain(`${line}\n`);
      }
    },
  );

  it.each(ALL_CHECKS.map(({ id, title }) => [id, title]))(
    'says when %s passes, and which causes keep it from passing',
    async (id = '', title = '') => {
      const { exitCode, stdout } = await explain(id);
      expect(exitCode).toBe(0);
      expect(stdout.replaceAll(/\s+/g, ' ')).toContain(title);
      expect(stdout).toMatch(/Causes that keep it from passing\n {2}\S/);
    },
  );

  it.each(['credential.rejected', 'credential.insufficient-permission', 'account.parent'])(
    'wraps its first line about %s at 40 columns, and paints only the id',
    async (id) => {
      const { io, stdout } = recordedIo({ columns: 40, env: { FORCE_COLOR: '1' } });
      await run(['explain', id], io);
      const first = stdout().split('\n', 1)[0] ?? '';
      expect(first).toMatch(new RegExp(`^\u001B\\[1m${id}\u001B\\[0m:`));
      expect(stripVTControlCharacters(first).length).toBeLessThanOrEqual(40);
    },
  );

  it.each([
    [[], { schemaVersion: 1, causes: expect.any(Array), checks: expect.any(Array) }],
    [
      ['secret.not-json'],
      {
        cause: {
          id: 'secret.not-json',
          checks: ['secret.shape', 'secret.readable'],
          helpUrl: expect.stringMatching(/^https:/),
          steps: expect.arrayContaining([
            { text: expect.any(String), command: expect.any(String) },
          ]),
        },
      },
    ],
    [
      ['alarm.watch-not-run'],
      {
        alarm: {
          severity: 2,
          steps: expect.arrayContaining([
            { text: expect.any(String), command: expect.any(String) },
          ]),
        },
      },
    ],
    [['account.parent'], { check: { tier: 'live', causes: [{ id: 'environment.wrong-parent' }] } }],
  ])('gives %j as JSON', async (argv, expected) => {
    const { stdout } = await explain(...argv, '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject(expected);
  });

  it.each([
    ['credential.rejectd', 'Did you mean credential.rejected?'],
    ['acount.identity', 'Did you mean account.identity?'],
    ['constructor', 'explain without an id lists all.'],
  ])('exits 2 for %s', async (id, hint) => {
    expect(await explain(id)).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `error: Unknown cause, check or alarm ${id}. ${hint}\n`,
    });
  });
});
