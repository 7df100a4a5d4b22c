import { statSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import type * as esbuild from 'esbuild';

const PROJECT_ROOT: string = fileURLToPath(new URL('../..', import.meta.url));
const EMPTY_MODULE: string = fileURLToPath(new URL('./empty-module.ts', import.meta.url));

// The twilio package is CommonJS and asks for Node's own modules by require(), which an ES module
// does not have.
const REQUIRE_BANNER =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

// Only the twilio package's default HTTP client and its JWT helpers load these. The gate brings its
// own transport, so they would be dead weight: about 50 ms of every cold start.
const DEFAULT_TRANSPORT = ['axios', 'https-proxy-agent', 'qs', 'jsonwebtoken'] as const;

/** What is bundled, where to, and for which Node. */
export interface NodeBundleOptions {
  /** The module to start from; a relative path starts at the project's root. */
  readonly entry: string;
  /** Absolute path of the file to write; its directory is made. */
  readonly outFile: string;
  /** The oldest Node that must run it, for example `node24`. */
  readonly target: string;
  /** Keep what the twilio package's own HTTP client needs. */
  readonly keepTwilioTransport: boolean;
}

/** What was written. */
export interface NodeBundle {
  /** Size of the file, before any zip. */
  readonly bytes: number;
  /** Every source file inside it, relative to the project's root. */
  readonly inputs: readonly string[];
}

/**
 * Writes one minified ES module with everything in it. The same sources give the same bytes. Runs
 * esbuild in this process: no Docker, no network.
 *
 * Throws when the code does not build, and when the result would load at run time anything that is
 * neither in the file nor part of Node: where it runs there is nothing else.
 */
export function buildNodeBundle(options: NodeBundleOptions): NodeBundle {
  // Only here: whoever installed the package has no esbuild, and needs none.
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof esbuild;
  const { metafile } = buildSync({
    absWorkingDir: PROJECT_ROOT,
    entryPoints: [options.entry],
    outfile: options.outFile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: options.target,
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: REQUIRE_BANNER },
    alias: options.keepTwilioTransport ? {} : emptyModules(),
    legalComments: 'none',
    metafile: true,
    logLevel: 'silent',
    logOverride: { 'unsupported-require-call': 'error' },
  });
  refuseUnbundled(metafile);
  return { bytes: statSync(options.outFile).size, inputs: Object.keys(metafile.inputs) };
}

function emptyModules(): Record<string, string> {
  return Object.fromEntries(DEFAULT_TRANSPORT.map((name) => [name, EMPTY_MODULE]));
}

function refuseUnbundled({ outputs }: esbuild.Metafile): void {
  const imports = Object.values(outputs).flatMap((output) => output.imports);
  const missing = imports.filter(({ path }) => !isBuiltin(path));
  if (missing.length === 0) return;
  const names = missing.map(({ path, kind }) => `${path} (${kind})`).join(', ');
  throw new Error(`The bundle would load modules that it does not contain: ${names}.`);
}
