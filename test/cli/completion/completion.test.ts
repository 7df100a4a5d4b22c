import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shownOptions } from '../../../cli/arguments/command.ts';
import { COMMANDS } from '../../../cli/commands.ts';
import { OUTCOME_FORMATS } from '../../../cli/rendering/formats.ts';
import { run } from '../../../cli/run.ts';
import { recordedIo } from '../recorded-io.ts';
import { temporaryFiles } from '../temporary-files.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

async function script(shell: string): Promise<string> {
  const { io, stdout } = recordedIo();
  expect(await run(['completion', shell], io)).toBe(0);
  return stdout();
}

function missing(program: string): boolean {
  return spawnSync(program, ['--version']).error !== undefined;
}

/** A directory of a project, in which a command of our name answers with the names of two environments. */
async function project(): Promise<string> {
  const answer =
    '#!/bin/sh\n[ "$*" = "completion environments" ] && printf "staging\\nproduction\\n"\n';
  const directory = temporaryFiles({
    'twilio-preflight': answer,
    'completion.bash': await script('bash'),
    'completion.fish': await script('fish'),
    'credentials.json': '',
  });
  chmodSync(join(directory, 'twilio-preflight'), 0o755);
  return directory;
}

/** What a shell prints in the project. */
function shellSays(shell: string, argv: readonly string[], directory: string): readonly string[] {
  const env = { ...process.env, PATH: `${directory}${delimiter}${process.env['PATH']}` };
  const { stdout, stderr } = spawnSync(shell, argv, { cwd: directory, env, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

const CASES: readonly (readonly [words: string, offered: readonly string[]])[] = [
  ['twilio-preflight ver', ['verify']],
  ['twilio-preflight verify --loc', ['--local-secret']],
  ['twilio-preflight verify --format ', OUTCOME_FORMATS],
  ['twilio-preflight verify --format = js', ['json']],
  ['twilio-preflight history --format j', ['json']],
  ['twilio-preflight verify --local-secret cred', ['credentials.json']],
  ['twilio-preflight verify --env prod', ['production']],
  ['twilio-preflight verify --env staging,prod', ['staging,production']],
  ['twilio-preflight schema re', ['report']],
  ['twilio-preflight explain credential.rej', ['credential.rejected']],
  ['twilio-preflight history --limit 1', []],
  ['twilio-preflight unknown --x', []],
];

describe.skipIf(missing('bash'))('bash (skipped where there is none)', () => {
  it.each(CASES)('completes "%s"', async (words, offered) => {
    const list = words.split(' ').map((word) => `'${word}'`);
    const program = `source ./completion.bash; COMP_WORDS=(${list.join(' ')}); COMP_CWORD=${list.length - 1}; _twilio_preflight; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const said = shellSays('bash', ['--norc', '-uc', program], await project());
    expect([...said].sort()).toEqual([...offered].sort());
  });
});

describe.skipIf(missing('fish'))('fish (skipped where there is none)', () => {
  it.each(CASES.filter(([words]) => !words.includes(' = ') && !words.includes(',')))(
    'completes "%s"',
    async (words, offered) => {
      if (offered.length === 0) return;
      const program = `source completion.fish; complete -C '${words}'`;
      const said = shellSays('fish', ['--no-config', '-c', program], await project());
      expect(said.map((line) => line.split('\t')[0])).toEqual(expect.arrayContaining([...offered]));
    },
  );
});

describe.skipIf(missing('zsh'))('zsh (skipped where there is none)', () => {
  it('can read its script, and registers it', async () => {
    const directory = await project();
    writeFileSync(join(directory, 'completion.zsh'), await script('zsh'));
    const program =
      'autoload -U compinit; compinit -D -u; source ./completion.zsh; print -r -- $_comps[twilio-preflight]';
    expect(shellSays('zsh', ['-fc', program], directory)).toEqual(['_twilio_preflight']);
  });
});

describe('the script', () => {
  it.each(SHELLS)('of %s has every command and every option of the table', async (shell) => {
    const text = await script(shell);
    for (const command of COMMANDS) {
      expect(text).toContain(command.name);
      for (const { name } of shownOptions(command)) {
        expect(text).toMatch(new RegExp(`(?:--|-l )${name}\\b`));
      }
    }
  });

  it.each(SHELLS)('of %s never asks a registry for a package', async (shell) => {
    expect(await script(shell)).not.toMatch(/npx (?!--no )/);
  });
});

describe('the names of environments', () => {
  it.each([
    [
      'a configuration with comments',
      '{ "environments": { "a": {}, "b-1": {} /* two */ } }',
      'a\nb-1\n',
    ],
    [
      'names that no shell should see',
      '{ "environments": { "$(id)": {}, "a b": {}, "c": {} } }',
      'c\n',
    ],
    ['no environments', '{ "environments": 1 }', ''],
    ['no JSON', '{', ''],
  ])('of %s', async (_name, text, expected) => {
    const directory = temporaryFiles({ 'other.json': text });
    const { io, stdout, stderr } = recordedIo({ directory });
    expect(await run(['completion', 'environments', '--config', 'other.json'], io)).toBe(0);
    expect(stdout()).toBe(expected);
    expect(stderr()).toBe('');
  });

  it('of a configuration that is not there are none', async () => {
    const { io, stdout } = recordedIo({ directory: resolve('nowhere') });
    expect(await run(['completion', 'environments'], io)).toBe(0);
    expect(stdout()).toBe('');
  });
});
