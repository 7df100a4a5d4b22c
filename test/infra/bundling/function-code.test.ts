import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { describe, expect, it } from 'vitest';
import { parseOrThrow } from '../../../functions/configuration/parse-or-throw.ts';
import { readValidated } from '../../../functions/configuration/validated-configuration.ts';
import { functionCode } from '../../../infra/bundling/function-code.ts';
import { CONFIGURATION, configurationWith, writeConfiguration } from '../configuration-files.ts';
import { temporaryDirectory } from '../temporary-directory.ts';

const CONFIGURATION_NAME = 'preflight.config.json';
const ENTRY = 'test/infra/bundling/entries/twilio-client.ts';

/** The asset directories of an app with one function per configuration file. */
function assetsOf(...configFiles: readonly string[]): readonly string[] {
  const app = new App({ outdir: temporaryDirectory(), builtinCloudFormationValidation: false });
  const stack = new Stack(app, 'Test');
  for (const [index, configFile] of configFiles.entries()) {
    new lambda.Function(stack, `Function${index}`, {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: functionCode({ name: 'gate', configFile, entry: ENTRY }),
    });
  }
  const { directory } = app.synth();
  const assets = readdirSync(directory).filter((name) => name.startsWith('asset.'));
  return assets.map((name) => join(directory, name));
}

describe('functionCode', () => {
  it('is the code and, beside it, the configuration as it was reviewed', () => {
    const configFile = writeConfiguration(CONFIGURATION);
    const [asset = ''] = assetsOf(configFile);
    expect(readdirSync(asset)).toEqual(expect.arrayContaining(['index.mjs', CONFIGURATION_NAME]));
    expect(readFileSync(join(asset, CONFIGURATION_NAME))).toEqual(readFileSync(configFile));
  });

  it('holds the configuration as synth validated it, for exactly that text', () => {
    const configFile = writeConfiguration(CONFIGURATION);
    const [asset = ''] = assetsOf(configFile);
    const validated = readFileSync(join(asset, 'preflight.validated.json'), 'utf8');
    const text = readFileSync(configFile, 'utf8');
    expect(readValidated(validated, text)).toEqual(parseOrThrow(text));
  });

  it('is another asset for another expectation, in one app too', () => {
    const other = configurationWith({ id: 'other/credentials' });
    expect(assetsOf(writeConfiguration(CONFIGURATION), writeConfiguration(other))).toHaveLength(2);
  });

  it('is the same asset for the same content, wherever the file is', () => {
    const hashOf = (): string =>
      /asset\.[0-9a-f]{64}/.exec(assetsOf(writeConfiguration(CONFIGURATION))[0] ?? '')?.[0] ?? '';
    const first = hashOf();
    expect(first).not.toBe('');
    expect(hashOf()).toBe(first);
  });

  it('can be read by Lambda although the file is private here', () => {
    const configFile = writeConfiguration(CONFIGURATION);
    chmodSync(configFile, 0o600);
    const [asset = ''] = assetsOf(configFile);
    const modes = readdirSync(asset).map((name) => statSync(join(asset, name)).mode & 0o777);
    expect(new Set(modes)).toEqual(new Set([0o644]));
  });
});
