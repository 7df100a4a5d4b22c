import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import { buildSync, type Metafile } from 'esbuild';

const PROJECT_ROOT: string = fileURLToPath(new URL('..', import.meta.url));

// The app's own copies: a construct of another copy is none.
const PEERS = ['aws-cdk-lib', 'constructs'] as const;

// A CommonJS module has no import.meta, and the sources find what is beside them by it.
const MODULE_URL = 'moduleUrl';
const MODULE_URL_BANNER = `const ${MODULE_URL} = require('node:url').pathToFileURL(__filename).href;`;

/**
 * Writes the constructs as one CommonJS module, which CDK apps of both module kinds can load: `cdk
 * init` makes CommonJS, and ES modules import it by name. Not minified, so that an engineer who must
 * trust it can read it, and a stack trace says something.
 *
 * `entry` starts at the project's root. Returns every source file inside the module. Throws when it
 * would load anything but Node, aws-cdk-lib and constructs.
 */
export function bundleLibrary(outFile: string, entry = 'infra/index.ts'): readonly string[] {
  const { metafile } = buildSync({
    absWorkingDir: PROJECT_ROOT,
    entryPoints: [entry],
    outfile: outFile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // A UMD build finds its own parts by a require that no bundler sees.
    mainFields: ['module', 'main'],
    external: [...PEERS],
    define: { 'import.meta.url': MODULE_URL },
    banner: { js: MODULE_URL_BANNER },
    legalComments: 'none',
    metafile: true,
    logLevel: 'silent',
  });
  refuseForeign(metafile, PEERS);
  return Object.keys(metafile.inputs);
}

/** Throws when a bundle would load anything but Node and `peers`. */
export function refuseForeign({ outputs }: Metafile, peers: readonly string[]): void {
  const paths = Object.values(outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  const foreign = paths.filter((path) => !isBuiltin(path) && !isOf(peers, path));
  if (foreign.length === 0) return;
  throw new Error(`The library would load what its user need not have: ${foreign.join(', ')}.`);
}

function isOf(peers: readonly string[], path: string): boolean {
  return peers.some((name) => path === name || path.startsWith(`${name}/`));
}
