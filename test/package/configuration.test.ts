import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { codeAssets, type Synth, synthesise } from './strangers-app.ts';

const { app } = inject('installed');
const CONFIGURATION = readFileSync(join(app, 'preflight.config.json'), 'utf8');
const SID = 'ACdfb5b35a454c6996821c13b13e6f33ed';

/** Writes a configuration into the stranger's app and starts the app with it. */
async function synthesiseWith(config: string, text: string): Promise<Synth> {
  mkdirSync(join(app, 'config'), { recursive: true });
  writeFileSync(join(app, config), text);
  return await synthesise(app, 'everything.cjs', namedInContext(config));
}

/** What the CDK hands to an app for `--context config=FILE`. */
function namedInContext(config: string): Readonly<Record<string, string>> {
  return { CDK_CONTEXT_JSON: JSON.stringify({ config }) };
}

describe("a configuration in a folder of the stranger's app", () => {
  it('is found from the app, and deployed as it is', async () => {
    const { stderr, assembly } = await synthesiseWith('config/twilio.json', CONFIGURATION);
    const [asset = `no asset: ${stderr}`] = codeAssets(assembly);
    expect(readFileSync(join(asset, 'preflight.config.json'), 'utf8')).toBe(CONFIGURATION);
  });
});

describe('a configuration that is not valid', () => {
  const config = 'config/short-sid.json';
  let synth: Synth;
  beforeAll(async () => {
    synth = await synthesiseWith(config, CONFIGURATION.replace(SID, SID.slice(0, -1)));
  });

  it('stops the synth, and leaves nothing to deploy', () => {
    expect(synth.exitCode).toBe(1);
    expect(codeAssets(synth.assembly)).toEqual([]);
  });

  it("names the stranger's file, the setting, the value and what is allowed", () => {
    expect(synth.stderr).toContain(`ConfigurationFileError: ${join(realpathSync(app), config)}: `);
    expect(synth.stderr).toContain('environments.production.account.sid');
    expect(synth.stderr).toContain(SID.slice(0, -1));
    expect(synth.stderr).toContain('must be an Account SID: ');
  });
});

describe('a configuration that is not there', () => {
  it('is named, with a way to name another', async () => {
    const { exitCode, stderr } = await synthesise(
      app,
      'everything.cjs',
      namedInContext('config/none.json'),
    );
    expect(exitCode).toBe(1);
    expect(stderr).toContain(join(realpathSync(app), 'config/none.json'));
  });
});
