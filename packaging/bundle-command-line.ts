import { buildNodeBundle, type NodeBundle } from '../infra/bundling/build-node-bundle.ts';

/**
 * Writes the command line as `outFile` and its chunks: what a command does not need is not read when it
 * starts.
 */
export function bundleCommandLine(outFile: string): NodeBundle {
  return buildNodeBundle({
    entry: 'cli/main.ts',
    outFile,
    target: 'node20',
    keepTwilioTransport: false,
    splitsAtDynamicImports: true,
  });
}
