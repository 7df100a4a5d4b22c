import { chmodSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage, type ILocalBundling } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { BUNDLE_FILE, CONFIGURATION_FILE } from '../../functions/contract.ts';
import { buildGateBundle } from './build-gate-bundle.ts';

const SOURCES: string = fileURLToPath(new URL('../../functions', import.meta.url));

/** What goes into the gate function's asset. */
export interface GateCodeOptions {
  /** Absolute path of the configuration. */
  readonly configFile: string;
  /** See `GateBundleOptions.entry`. */
  readonly entry?: string;
}

/**
 * The gate function's code: `index.mjs` and, beside it, the configuration as
 * `preflight.config.json`, so that a change of what is expected is a deploy like any other.
 *
 * The asset's hash is that of these two files: a deploy changes the function only when one of them
 * changed. Nothing is built for stacks that the CDK was told not to bundle.
 */
export function gateCode(options: GateCodeOptions): lambda.Code {
  return lambda.Code.fromAsset(SOURCES, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // The CDK asks for an image to fall back on. There is none: local bundling builds or throws.
      image: DockerImage.fromRegistry('not-used'),
      local: localBundling(options),
    },
  });
}

function localBundling(options: GateCodeOptions): ILocalBundling {
  return {
    // The CDK builds equal options once per app. It compares data, not functions: without this, two
    // configurations in one app would share the first one's asset.
    ...options,
    tryBundle(outDir: string): boolean {
      const { configFile, ...bundle } = options;
      buildGateBundle(outDir, bundle);
      copyFileSync(configFile, join(outDir, CONFIGURATION_FILE));
      makeReadable(outDir);
      return true;
    },
  };
}

// The zip keeps file modes, and Lambda runs the code as a user that owns none of it: files made under
// a strict umask would deploy and then fail at start with EACCES.
function makeReadable(outDir: string): void {
  for (const name of [BUNDLE_FILE, CONFIGURATION_FILE]) chmodSync(join(outDir, name), 0o644);
}
