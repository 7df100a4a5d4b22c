import { createRequire, isBuiltin } from 'node:module';
import { parse, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as esbuild from 'esbuild';

const PROJECT_ROOT: string = fileURLToPath(new URL('../..', import.meta.url));
const HTTP_MODULE: string = fileURLToPath(new URL('./http-module.cjs', import.meta.url));
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
  /**
   * Write what is loaded by `import()` alone into files of its own, `chunk-HASH.mjs` beside `outFile`: it
   * is then read only where it is needed.
   * @default false: one file
   */
  readonly splitsAtDynamicImports?: boolean | undefined;
}

/** What was written. */
export interface NodeBundle {
  /** Size of all files, before any zip. */
  readonly bytes: number;
  /** Size of what Node reads at start: `outFile` and the files that it imports statically. */
  readonly startBytes: number;
  /** Every source file inside it, relative to the project's root. */
  readonly inputs: readonly string[];
  /** The source files in what Node reads at start. */
  readonly startInputs: readonly string[];
}

/**
 * Writes minified ES modules with everything in them. The same sources give the same bytes. Runs
 * esbuild in this process: no Docker, no network.
 *
 * Throws when the code does not build, and when the result would load at run time anything that is
 * neither in the files nor part of Node: where it runs there is nothing else.
 */
export function buildNodeBundle(options: NodeBundleOptions): NodeBundle {
  // Only here: an app that installed the package has no esbuild, and needs none.
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof esbuild;
  const { dir, name, ext } = parse(options.outFile);
  const { metafile } = buildSync({
    absWorkingDir: PROJECT_ROOT,
    entryPoints: [{ in: options.entry, out: name }],
    outdir: dir,
    outExtension: { '.js': ext },
    chunkNames: 'chunk-[hash]',
    splitting: options.splitsAtDynamicImports ?? false,
    bundle: true,
    minify: true,
    platform: 'node',
    target: options.target,
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: REQUIRE_BANNER },
    alias: { 'node:http': HTTP_MODULE, ...(options.keepTwilioTransport ? {} : emptyModules()) },
    legalComments: 'none',
    metafile: true,
    logLevel: 'silent',
    logOverride: { 'unsupported-require-call': 'error' },
  });
  refuseUnbundled(metafile);
  return measured(metafile, relative(PROJECT_ROOT, options.outFile));
}

function measured({ inputs, outputs }: esbuild.Metafile, entry: string): NodeBundle {
  const files = Object.values(outputs);
  const atStart = filesAtStart(outputs, entry);
  return {
    bytes: totalBytes(files),
    startBytes: totalBytes(atStart),
    inputs: Object.keys(inputs),
    startInputs: atStart.flatMap((file) => Object.keys(file.inputs)),
  };
}

type Outputs = esbuild.Metafile['outputs'];
type Output = Outputs[string];

function totalBytes(files: readonly Output[]): number {
  let total = 0;
  for (const { bytes } of files) total += bytes;
  return total;
}

/** The entry's file and every file that is reached from it by static imports. */
function filesAtStart(outputs: Outputs, entry: string): readonly Output[] {
  const reached = new Set([entry]);
  for (const path of reached) {
    for (const { kind, path: next } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement' && next in outputs) reached.add(next);
    }
  }
  return [...reached].flatMap((path) => outputs[path] ?? []);
}

function emptyModules(): Record<string, string> {
  return Object.fromEntries(DEFAULT_TRANSPORT.map((name) => [name, EMPTY_MODULE]));
}

function refuseUnbundled({ outputs }: esbuild.Metafile): void {
  const imports = Object.values(outputs).flatMap((output) => output.imports);
  const missing = imports.filter(({ path }) => !isBuiltin(path) && !(path in outputs));
  if (missing.length === 0) return;
  const names = missing.map(({ path, kind }) => `${path} (${kind})`).join(', ');
  throw new Error(`The bundle would load modules that it does not contain: ${names}.`);
}
