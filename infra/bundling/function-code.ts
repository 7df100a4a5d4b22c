import { chmodSync, cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage, type ILocalBundling } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { FunctionName } from '../../functions/contract.ts';
import { buildFunctionBundle } from './build-function-bundle.ts';
import { writeConfiguration } from './write-configuration.ts';

const HERE: string = fileURLToPath(new URL('.', import.meta.url));

/** What goes into a function's asset. */
export interface FunctionCodeOptions {
  /** Which of the functions. */
  readonly name: FunctionName;
  /** Absolute path of the configuration. */
  readonly configFile: string;
  /**
   * See `FunctionBundleOptions.entry`.
   * @default - the handler of that name
   */
  readonly entry?: string;
}

/**
 * A function's code: `index.mjs` with its chunks and, beside it, the configuration as
 * `preflight.config.json`, so that a change of what is expected is a deploy like any other.
 *
 * The installed package carries every function already bundled and copies it; the checkout builds it.
 * The asset's hash is that of these files: a deploy changes the function only when one of them
 * changed. Nothing is written for stacks whose bundling is off.
 */
export function functionCode(options: FunctionCodeOptions): lambda.Code {
  return lambda.Code.fromAsset(HERE, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // The CDK asks for an image to fall back on. There is none: local bundling builds or throws.
      image: DockerImage.fromRegistry('not-used'),
      local: localBundling(options),
    },
  });
}

function localBundling(options: FunctionCodeOptions): ILocalBundling {
  return {
    // The CDK builds equal options once per app. It compares data, not functions: without this, two
    // configurations in one app would share the first one's asset.
    ...options,
    tryBundle(outDir: string): boolean {
      writeBundle(outDir, options);
      writeConfiguration(outDir, options.configFile);
      makeReadable(outDir);
      return true;
    },
  };
}

function writeBundle(outDir: string, { name, entry }: FunctionCodeOptions): void {
  const packed = join(HERE, 'functions', name);
  if (existsSync(packed)) {
    cpSync(packed, outDir, { recursive: true });
    return;
  }
  buildFunctionBundle(outDir, { entry: entry ?? `functions/handlers/${name}.ts` });
}

// The zip keeps file modes, and Lambda runs the code as a user that owns none of it: files made under
// a strict umask would deploy and then fail at start with EACCES.
function makeReadable(outDir: string): void {
  for (const name of readdirSync(outDir)) chmodSync(join(outDir, name), 0o644);
}
