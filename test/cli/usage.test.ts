import { describe, expect, it } from 'vitest';
import { shownOptions } from '../../cli/arguments/command.ts';
import { parseArguments } from '../../cli/arguments/parse-arguments.ts';
import { COMMANDS } from '../../cli/commands.ts';
import { run } from '../../cli/run.ts';
import { PRODUCT_VERSION } from '../../functions/product.ts';
import { recordedIo } from './recorded-io.ts';

const TOKEN = '0123456789abcdef0123456789abcdef';

describe('a command line that cannot be understood', () => {
  it.each([
    ['a misspelt command', 'verfy', 'Unknown command verfy. Did you mean verify?'],
    ['a command like no other', 'deploy', 'Unknown command deploy. Commands: verify, diagnose, '],
    ['an option before any command', '--env production', 'Unknown option --env. A command comes'],
    ['a misspelt first option', '--versoin', 'Did you mean --version?'],
    ['a misspelt option', 'verify --evn a', 'Unknown option --evn. Did you mean --env?'],
    ['an option of another command', 'invoke --local-secret f', 'Options: --function, --env'],
    ['a name of every object', 'verify --constructor x', 'Unknown option --constructor.'],
    ['an unknown short option', 'verify -x', 'Unknown option -x.'],
    ['an environment without --env', 'verify production', 'Environments are named with --env.'],
    ['a stray argument after --', 'verify -- production', 'Unexpected argument production.'],
    ['an option without its value', 'verify --env', '--env needs a value.'],
    ['a value that is an option', 'verify --env --strict', '--env needs a value.'],
    ['an empty value', 'verify --env=', 'Is a shell variable not set?'],
    ['an empty name in a list', 'verify --env a,,b', '--env needs a value, but it is empty.'],
    ['a value for a flag', 'verify --strict=yes', '--strict takes no value.'],
    ['an option given twice', 'verify --config a --config b', '--config is given twice.'],
    ['a format of commands that judge', 'history --function f --env a --format junit', 'Unknown'],
    ['a misspelt format', 'verify --format jsno', 'Unknown format jsno. Did you mean json?'],
    ['an unknown format', 'verify --format yaml', 'Formats: pretty, json, junit, github'],
    ['a misspelt format of audit', 'audit --format markdwn', 'Did you mean markdown?'],
    ['an unknown format of audit', 'audit --format yaml', 'Formats: pretty, json, junit, github'],
    ['a local secret for audit', 'audit --local-secret f', 'Unknown option --local-secret.'],
    ['diagnose without an environment', 'diagnose', '--env is missing: name one environment.'],
    [
      'diagnose for two environments',
      'diagnose --env a,b',
      '--env a,b is not the name of one environment.',
    ],
    ['a local secret of no environment', 'verify --local-secret f', '(received 0)'],
    ['a local secret of two', 'verify --local-secret f --env a,b', '(received 2)'],
    ['invoke without a function', 'invoke --env a', '--function is missing'],
    ['invoke without an environment', 'invoke --function f', '--env is missing'],
    ['a Region that is none', 'invoke --function f --env a --region us1', '--region us1 is not'],
    ['a directory as configuration', 'verify --config /', 'The configuration / is a directory.'],
    ['a configuration that is not there', 'verify', '/nonexistent/preflight.config.json does not'],
  ])('exits 2 and says so on stderr alone: %s', async (_name, line, message) => {
    const { io, stdout, stderr } = recordedIo();
    expect(await run(line.split(' '), io)).toBe(2);
    expect(stderr()).toMatch(/^error: /);
    expect(stderr()).toContain(message);
    expect(stdout()).toBe('');
  });

  it.each([
    ['as a command', [TOKEN]],
    ['as an argument', ['verify', TOKEN]],
    ['as an option with a value', ['verify', `--token=${TOKEN}`]],
    ['as an option', ['verify', `--${TOKEN}`]],
    ['as a first option', [`--token=${TOKEN}`]],
    ['as a format', ['verify', '--format', TOKEN]],
    ['as a format of audit', ['audit', '--format', TOKEN]],
    ['as a configuration', ['verify', '--config', TOKEN]],
    ['as a Region', ['invoke', '--function', 'f', '--env', 'a', '--region', TOKEN]],
    ['inside JSON', ['verify', `{"authToken":"${TOKEN.slice(0, 12)}"}`]],
  ])('does not repeat a secret that was typed %s', async (_name, argv) => {
    const { io, stdout, stderr } = recordedIo();
    expect(await run(argv, io)).toBe(2);
    expect(stdout() + stderr()).not.toContain(TOKEN.slice(0, 8));
  });
});

describe('help and version', () => {
  it.each([
    ['--help', 'Usage: twilio-preflight COMMAND'],
    ['-h', 'Usage: twilio-preflight COMMAND'],
    ['help', 'Usage: twilio-preflight COMMAND'],
    ['help verify', 'Usage: twilio-preflight verify'],
    ['verify --help', 'Usage: twilio-preflight verify'],
    ['diagnose --help', 'Usage: twilio-preflight diagnose'],
    ['audit --help', 'Usage: twilio-preflight audit'],
    ['invoke --env a -h', 'Usage: twilio-preflight invoke'],
    ['--version', PRODUCT_VERSION],
  ])('prints to stdout and exits 0: %s', async (line, text) => {
    const { io, stdout, stderr } = recordedIo();
    expect(await run(line.split(' '), io)).toBe(0);
    expect(stdout()).toContain(text);
    expect(stderr()).toBe('');
  });

  it('shows the help on stderr and exits 2 when nothing was asked for', async () => {
    const { io, stdout, stderr } = recordedIo();
    expect(await run([], io)).toBe(2);
    expect(stderr()).toContain('Usage: twilio-preflight COMMAND');
    expect(stdout()).toBe('');
  });

  it.each(COMMANDS.flatMap(({ name }) => [40, 100, 200].map((columns) => ({ name, columns }))))(
    'fits the terminal, commands to paste and long words aside: $name, $columns columns',
    async ({ name, columns }) => {
      for (const line of ['--help', `${name} --help`]) {
        const { io, stdout } = recordedIo({ isTerminal: true, columns });
        await run(line.split(' '), io);
        const long = stdout()
          .split('\n')
          .filter((one) => one.length > columns && !one.startsWith('  npx ') && one.includes(' '));
        expect(long).toEqual([]);
      }
    },
  );

  it('fits in 100 columns with its examples, but for an ARN, where there is no terminal', async () => {
    for (const { name } of COMMANDS) {
      const { io, stdout } = recordedIo();
      await run([name, '--help'], io);
      const widths = stdout()
        .split('\n')
        .filter((one) => !one.includes(' arn:'))
        .map((one) => one.length);
      expect(Math.max(...widths)).toBeLessThanOrEqual(100);
    }
  });

  it('describes every option of a command, by its table', async () => {
    for (const command of COMMANDS) {
      const { io, stdout } = recordedIo();
      await run([command.name, '--help'], io);
      const text = stdout().replaceAll(/\s+/g, ' ');
      for (const option of shownOptions(command)) {
        expect(text).toContain(`--${option.name} `);
        expect(text).toContain(option.text);
      }
    }
  });

  it.each(COMMANDS.flatMap(({ name, examples }) => examples.map((example) => [name, example])))(
    'has examples that are understood: %s, %s',
    (name, example = '') => {
      const command = COMMANDS.find((one) => one.name === name);
      if (command === undefined) throw new Error(`there is no command ${name}`);
      const [first, ...argv] = example.split(' ');
      expect(first).toBe(name);
      expect(() => parseArguments(argv, command)).not.toThrow();
    },
  );
});

describe('an option that every command takes', () => {
  it.each(COMMANDS.map((command) => ({ name: command.name, command })))(
    'is taken by $name',
    ({ command }) => {
      const argv = ['--config', 'f', '--verbose', '--strict', '--no-color'];
      expect(() =>
        parseArguments(argv, { ...command, required: [], operand: undefined }),
      ).not.toThrow();
    },
  );
});
