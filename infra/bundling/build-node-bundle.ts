import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as esbuild from 'esbuild';

const PROJECT_ROOT: string = fileURLToPath(new URL('../..', import.meta.url));
const HTTP_MODULE: string = fileURLToPath(new URL('./http-module.cjs', import.meta.url));
const EMPTY_MODULE: string = fileURLToPath(new URL('./empty-module.ts', import.meta.url));

// The twilio package is CommonJS and asks for Node's own modules by require(), which an ES module
// does not have.
const REQUIRE_BANNER = {
  js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
};

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
   * is then read only where it is needed. All else is in `outFile` and one such file.
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
  const { entry, outFile, keepTwilioTransport, splitsAtDynamicImports: splits = false } = options;
  const result = runEsbuild({
    ...commonOptions(options),
    absWorkingDir: PROJECT_ROOT,
    entryPoints: [{ in: entry, out: parse(outFile).name }],
    mainFields: ['module', 'main'],
    alias: { 'node:http': HTTP_MODULE, ...(keepTwilioTransport ? {} : emptyModules()) },
    logOverride: { 'unsupported-require-call': 'error' },
    write: !splits,
    banner: splits ? {} : REQUIRE_BANNER,
  });
  const { inputs, outputs } = result.metafile;
  refuseUnbundled(outputs);
  const written = splits ? joinStart(result, options) : outputs;
  return {
    bytes: totalBytes(Object.values(written)),
    startBytes: totalBytes(filesAtStart(written, outFile)),
    inputs: Object.keys(inputs),
    startInputs: filesAtStart(outputs, outFile).flatMap((file) => Object.keys(file.inputs)),
  };
}

type Result = esbuild.BuildResult<esbuild.BuildOptions & { metafile: true }>;

function runEsbuild(options: esbuild.BuildOptions & { metafile: true }): Result {
  // Only here: an app that installed the package has no esbuild, and needs none.
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof esbuild;
  return buildSync(options);
}

function commonOptions({ outFile, target, splitsAtDynamicImports }: NodeBundleOptions) {
  const { dir, ext } = parse(outFile);
  return {
    outdir: dir,
    outExtension: { '.js': ext },
    chunkNames: 'chunk-[hash]',
    splitting: splitsAtDynamicImports ?? false,
    bundle: true,
    minify: true,
    platform: 'node',
    target,
    format: 'esm',
    legalComments: 'none',
    metafile: true,
    logLevel: 'silent',
  } as const satisfies esbuild.BuildOptions;
}

/**
 * Writes a split bundle with one file for all that is read at start. esbuild makes a file of what the same
 * entries reach, and every `import()` is an entry: the start of the gate was 32 files, each a read of its
 * own. So they are bundled again, each late file as if it imported the entry, which is loaded by then.
 */
function joinStart({ metafile, outputFiles = [] }: Result, options: NodeBundleOptions): Outputs {
  const entry = basename(options.outFile);
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  const late = imports.filter(({ kind }) => kind === 'dynamic-import');
  const lateNames = new Set(late.map(({ path }) => basename(path)));
  const directory = mkdtempSync(join(tmpdir(), 'preflight-bundle-'));
  try {
    for (const { path, text } of outputFiles) {
      const name = basename(path);
      const first = lateNames.has(name) ? `import "./${entry}";` : '';
      writeFileSync(join(directory, name), `${first}${ascii(text)}`);
    }
    const joined = runEsbuild({
      ...commonOptions(options),
      absWorkingDir: directory,
      entryPoints: [entry],
      banner: REQUIRE_BANNER,
    });
    return joined.metafile.outputs;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/**
 * With an escape for what esbuild leaves as it is, a character in a regular expression: one such in a file, and V8
 * keeps and reads all of it with two bytes a character, which cost 8 ms of a start.
 */
function ascii(code: string): string {
  return code.replaceAll(/[^\0-\x7F]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

type Outputs = esbuild.Metafile['outputs'];
type Output = Outputs[string];

function totalBytes(files: readonly Output[]): number {
  let total = 0;
  for (const { bytes } of files) total += bytes;
  return total;
}

/** The entry's file and every file that is reached from it by static imports. Paths are relative to where esbuild ran. */
function filesAtStart(outputs: Outputs, outFile: string): readonly Output[] {
  const entry = Object.keys(outputs).filter((path) => basename(path) === basename(outFile));
  const reached = new Set(entry);
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

function refuseUnbundled(outputs: Outputs): void {
  const imports = Object.values(outputs).flatMap((output) => output.imports);
  const missing = imports.filter(({ path }) => !isBuiltin(path) && !(path in outputs));
  if (missing.length === 0) return;
  const names = missing.map(({ path, kind }) => `${path} (${kind})`).join(', ');
  throw new Error(`The bundle would load modules that it does not contain: ${names}.`);
}
