import { describe, expect, it } from 'vitest';
import { guidedRun } from '../../../local/guided-run/guided-run.ts';
import { ALL_SCENARIOS } from '../../../local/guided-run/scenarios/all-scenarios.ts';
import { createOpenedThings } from '../../../local/guided-run/system/opened-things.ts';
import { recordScreen } from './recorded-screen.ts';

async function run(...argv: readonly string[]): Promise<{ exitCode: number; text: string }> {
  const { screen, text } = recordScreen();
  const exitCode = await guidedRun(argv, { screen, opened: createOpenedThings() });
  return { exitCode, text: text() };
}

describe('npm start', () => {
  it('lists every scenario with its title', async () => {
    const { exitCode, text } = await run('--list');
    expect(exitCode).toBe(0);
    const [scenarios = '', usage] = text.trimEnd().split('\n\n');
    expect(scenarios.split('\n')).toHaveLength(ALL_SCENARIOS.length);
    expect(usage).toBe('Run one: npm start -- --scenario NAME');
    for (const { name, title } of ALL_SCENARIOS)
      expect(text).toMatch(new RegExp(`^${name} +${title}$`, 'm'));
  });

  it('says how it is called', async () => {
    const { exitCode, text } = await run('--help');
    expect(exitCode).toBe(0);
    expect(text).toContain('npm start -- --scenario NAME');
  });

  it.each([
    { title: 'an unknown scenario', argv: ['--scenario', 'nope'], says: 'no scenario "nope"' },
    { title: 'a scenario without a name', argv: ['--scenario'], says: '--scenario' },
    { title: 'an unknown option', argv: ['--verbose'], says: '--verbose' },
    { title: 'a bare word', argv: ['twilio-down'], says: 'twilio-down' },
  ])('refuses $title with 2 and a hint', async ({ argv, says }) => {
    const { exitCode, text } = await run(...argv);
    expect(exitCode).toBe(2);
    expect(text).toContain(says);
    expect(text).toContain('npm start -- --list');
  });

  it('names the scenarios beside an unknown one, each on its line', async () => {
    const { text } = await run('--scenario', 'nope');
    for (const { name } of ALL_SCENARIOS) expect(text).toMatch(new RegExp(`^  ${name}$`, 'm'));
  });
});

describe('the table of scenarios', () => {
  it('has names in kebab-case, each once', () => {
    const names = ALL_SCENARIOS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
  });

  it.each([
    'swapped-environments',
    'trailing-newline',
    'deleted-key',
    'suspended-subaccount',
    'test-credentials-in-production',
    'wrong-parent',
    'twilio-down',
    'rate-limited',
    'fleet',
  ])('has %s', (name) => {
    expect(ALL_SCENARIOS.map((scenario) => scenario.name)).toContain(name);
  });
});
