import { join } from 'node:path';
import { BUNDLE_FILE } from '../../functions/contract.ts';
import { buildNodeBundle, type NodeBundle } from './build-node-bundle.ts';

/** How a function's code is bundled. */
export interface FunctionBundleOptions {
  /**
   * The module that exports `handler`; a relative path starts at the project's root.
   * @default functions/handlers/gate.ts
   */
  readonly entry?: string;
  /**
   * Keep what the twilio package's own HTTP client needs. For code that uses that client, such as
   * the handlers the benchmarks compare with.
   * @default false
   */
  readonly keepTwilioTransport?: boolean;
}

/**
 * Writes `index.mjs` into `outDir`, made if need be, and beside it a file for each part that only some
 * runs load: together everything for Node 24, the AWS SDK too (the runtime's own copy changes without a
 * deploy). Throws as `buildNodeBundle` does: in Lambda a missing module is a crash at start.
 */
export function buildFunctionBundle(
  outDir: string,
  { entry = 'functions/handlers/gate.ts', keepTwilioTransport = false }: FunctionBundleOptions = {},
): NodeBundle {
  return buildNodeBundle({
    entry,
    outFile: join(outDir, BUNDLE_FILE),
    target: 'node24',
    keepTwilioTransport,
    splitsAtDynamicImports: true,
  });
}
