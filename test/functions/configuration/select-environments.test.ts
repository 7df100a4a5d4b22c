import { describe, expect, it } from 'vitest';
import { selectEnvironments } from '../../../functions/configuration/select-environments.ts';
import { configurationOf, EXAMPLE } from './example-configuration.ts';

const EXAMPLE_CONFIGURATION = configurationOf(EXAMPLE);

function select(...names: readonly string[]): ReturnType<typeof selectEnvironments> {
  return selectEnvironments(EXAMPLE_CONFIGURATION, names);
}

function selectedNames(...names: readonly string[]): readonly string[] {
  const selection = select(...names);
  return selection.ok ? selection.environments.map((each) => each.name) : ['refused'];
}

describe('selectEnvironments', () => {
  it('selects every declared environment when none is named', () => {
    expect(selectedNames()).toEqual(['development', 'staging', 'production']);
  });

  it('selects the named ones once, in the order they are named', () => {
    expect(selectedNames('production', 'staging', 'production')).toEqual(['production', 'staging']);
  });

  it('names the environments there are and the nearest one', () => {
    expect(select('prodution')).toEqual({
      ok: false,
      unknown: [{ name: 'prodution', nearest: 'production' }],
      declared: ['development', 'staging', 'production'],
      message:
        'Unknown environment: prodution (did you mean production?). Declared in the configuration: development, staging, production.',
    });
  });

  it('refuses the whole selection for one unknown name, and lists each of them', () => {
    const selection = select('staging', 'qa', 'prod');
    expect(selection).toMatchObject({
      ok: false,
      unknown: [{ name: 'qa' }, { name: 'prod', nearest: 'production' }],
    });
    expect(selection).toHaveProperty(
      'message',
      expect.stringContaining('Unknown environments: qa, prod (did you mean production?).'),
    );
  });

  it.each([
    ['another letter case', 'Production', 'production'],
    ['white space', ' staging', 'staging'],
  ])('compares names exactly: %s', (_name, name, nearest) => {
    expect(select(name)).toMatchObject({ ok: false, unknown: [{ nearest }] });
  });

  it.each(['__proto__', 'constructor', ''])('does not know %j', (name) => {
    expect(select(name).ok).toBe(false);
  });

  it('does not show a name that looks like a secret', () => {
    const secret = '7f3a9c0e5b1d48264e6f8a2b9d0c1e35';
    expect(JSON.stringify(select(secret))).not.toContain(secret.slice(0, 8));
    expect(JSON.stringify(select(secret))).toContain('[not shown: it looks like a secret]');
  });

  it('keeps the message short for many names', () => {
    const names = Array.from({ length: 1000 }, (_, index) => `zone-${index}`);
    const selection = select(...names);
    expect(selection).toHaveProperty('message', expect.stringContaining('zone-19 and 980 more.'));
  });
});
