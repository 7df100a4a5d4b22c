import { relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  ConfigurationFileError,
  loadConfiguration,
} from '../../../infra/configuration/load-configuration.ts';
import { CONFIGURATION, environment, writeConfiguration } from '../configuration-files.ts';

function faultOf(configFile: string): unknown {
  try {
    loadConfiguration(configFile);
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('loadConfiguration', () => {
  it('gives the configuration and the absolute path of its file', () => {
    const file = writeConfiguration(CONFIGURATION);
    const loaded = loadConfiguration(relative(process.cwd(), file));
    expect(loaded.file).toBe(file);
    expect(loaded.configuration.environments.map(({ name }) => name)).toEqual([
      'staging',
      'production',
    ]);
  });

  it('names the file and each issue when the configuration is not valid', () => {
    const production = environment('not-a-sid', { id: 'production/twilio/credentials' });
    const staging = environment('AC217072093cc9fec95faf7f0adf6a8d49', {
      id: 'staging/twilio/credentials',
      regoin: 'x',
    });
    const file = writeConfiguration({ environments: { production, staging } });
    const fault = faultOf(file);
    expect(fault).toBeInstanceOf(ConfigurationFileError);
    expect(String(fault)).toContain(file);
    expect(String(fault)).toContain('environments.production.account.sid');
    expect(String(fault)).toContain('environments.staging.secret.regoin');
  });

  it('says how to name another file when there is none', () => {
    const fault = faultOf('no-such-directory/preflight.config.json');
    expect(fault).toBeInstanceOf(ConfigurationFileError);
    expect(String(fault)).toMatch(/does not exist[\s\S]*--context config=FILE/);
  });
});
