import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildFunctionBundle } from '../../../infra/bundling/build-function-bundle.ts';
import type { NodeBundle } from '../../../infra/bundling/build-node-bundle.ts';
import { temporaryDirectory } from '../temporary-directory.ts';

const ENTRY = 'test/infra/bundling/entries/twilio-client.ts';
// Some 9 ms of every cold start.
const LARGE_ZOD = /node_modules\/zod\/(v4\/classic\/|v3\/|index\.js)/;
const DEFAULT_TRANSPORT = /node_modules\/(axios|https-proxy-agent|qs|jsonwebtoken)\//;

/** An entry that is written for one test, beside nothing. */
function entryWith(code: string): string {
  const file = join(temporaryDirectory(), 'entry.ts');
  writeFileSync(file, code);
  return file;
}

function sizeOf(files: readonly string[]): number {
  return files.map((file) => statSync(file).size).reduce((sum, size) => sum + size, 0);
}

function filesIn(directory: string): readonly (readonly [name: string, text: string])[] {
  return readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), 'utf8')]);
}

describe('buildFunctionBundle', () => {
  const outDir = join(temporaryDirectory(), 'asset');
  let bundle: NodeBundle;

  beforeAll(() => {
    bundle = buildFunctionBundle(outDir, { entry: ENTRY });
  });

  it('writes index.mjs and a chunk for what only some runs load, and makes the directory', () => {
    const chunks = readdirSync(outDir).filter((name) => name !== 'index.mjs');
    expect(readdirSync(outDir)).toContain('index.mjs');
    expect(chunks.filter((name) => !/^chunk-[0-9A-Z]{8}\.mjs$/.test(name))).toEqual([]);
  });

  it('tells the size of all files, and of those that are read at start', () => {
    expect(bundle.bytes).toBe(sizeOf(readdirSync(outDir).map((name) => join(outDir, name))));
    expect(bundle.startBytes).toBeLessThanOrEqual(bundle.bytes);
  });

  it('reads at start no more than the entry imports statically', () => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, 'late.ts'), 'export const late: string = "late";');
    writeFileSync(join(directory, 'early.ts'), 'export const early: string = "early";');
    const entry = join(directory, 'entry.ts');
    const load = "import('./late.ts')";
    writeFileSync(
      entry,
      `export { early } from './early.ts'; export const handler = () => ${load};`,
    );
    const { startInputs, inputs } = buildFunctionBundle(join(directory, 'out'), { entry });
    expect(inputs.map((path) => basename(path)).sort()).toEqual([
      'early.ts',
      'entry.ts',
      'late.ts',
    ]);
    expect(startInputs.map((path) => basename(path)).sort()).toEqual(['early.ts', 'entry.ts']);
  });

  it('reads two files at start, whatever late parts share with it', async () => {
    const directory = temporaryDirectory();
    const write = (name: string, code: string) => writeFileSync(join(directory, name), code);
    for (const part of ['one', 'two']) {
      write(`${part}.ts`, `export const ${part} = () => '${part}';`);
      write(
        `late-${part}.ts`,
        `import { ${part} } from './${part}.ts'; export const late = ${part}();`,
      );
    }
    const load = "Promise.all([import('./late-one.ts'), import('./late-two.ts')])";
    write('early.ts', "export { one } from './one.ts'; export { two } from './two.ts';");
    write('entry.ts', `export * from './early.ts'; export const handler = () => ${load};`);
    const out = join(directory, 'out');
    buildFunctionBundle(out, { entry: join(directory, 'entry.ts') });
    const { handler } = await import(pathToFileURL(join(out, 'index.mjs')).href);
    await expect(handler()).resolves.toMatchObject([{ late: 'one' }, { late: 'two' }]);
    const files = new Map(filesIn(out));
    const importsOf = (name = '') => [...(files.get(name) ?? '').matchAll(/from"\.\/(.*?)"/g)];
    const [, start] = importsOf('index.mjs')[0] ?? [];
    expect(importsOf('index.mjs')).toHaveLength(1);
    expect(importsOf(start)).toEqual([]);
  });

  it('holds the twilio package', () => {
    expect(bundle.inputs).toContain('node_modules/twilio/lib/base/BaseTwilio.js');
  });

  it('leaves out what only the twilio package’s own HTTP client needs', () => {
    expect(bundle.inputs.filter((input) => DEFAULT_TRANSPORT.test(input))).toEqual([]);
  });

  it('keeps it on request, for code that uses that client', () => {
    const whole = buildFunctionBundle(temporaryDirectory(), {
      entry: ENTRY,
      keepTwilioTransport: true,
    });
    expect(whole.inputs.some((input) => input.startsWith('node_modules/axios/'))).toBe(true);
    expect(whole.bytes).toBeGreaterThan(bundle.bytes * 2);
  });

  it('runs: the twilio client works with a transport of our own', async () => {
    const code: { handler: () => Promise<number> } = await import(
      pathToFileURL(join(outDir, 'index.mjs')).href
    );
    await expect(code.handler()).resolves.toBe(204);
  });

  it('gives the same bytes for the same sources', () => {
    const again = temporaryDirectory();
    buildFunctionBundle(again, { entry: resolve(ENTRY) });
    expect(filesIn(again)).toEqual(filesIn(outDir));
  });

  it.each([
    {
      name: 'a module that is not installed, where it would fail only when it runs',
      code: "export const handler = () => { try { return require('no-such-package'); } catch { return 0; } };",
      says: /does not contain: no-such-package/,
    },
    {
      name: 'a module that is named at run time',
      code: 'export const handler = (event: { name: string }) => require(event.name);',
      says: /require/,
    },
    {
      name: 'an entry that does not exist',
      code: undefined,
      says: /Could not resolve/,
    },
  ])('refuses $name', ({ code, says }) => {
    const entry = code === undefined ? 'no-such-entry.ts' : entryWith(code);
    expect(() => buildFunctionBundle(temporaryDirectory(), { entry })).toThrow(says);
  });

  it('builds the gate when no entry is named: at most 1,000 KB, without the default transport', () => {
    const gate = buildFunctionBundle(temporaryDirectory());
    expect(gate.inputs).toContain('functions/handlers/gate.ts');
    expect(gate.inputs.filter((input) => DEFAULT_TRANSPORT.test(input))).toEqual([]);
    // Some 160 KB of it is the client of S3, which a run loads after its answer, where reports are kept.
    expect(gate.bytes).toBeLessThanOrEqual(1_000_000);
    expect(gate.startBytes).toBeLessThanOrEqual(500_000);
    const late = /client-s3|rendering\/html/;
    expect(gate.inputs.some((input) => late.test(input))).toBe(true);
    expect(gate.startInputs.filter((input) => late.test(input))).toEqual([]);
  });

  it('imports node:http nowhere: that would load all of fetch at start', () => {
    const directory = temporaryDirectory();
    buildFunctionBundle(directory);
    const importing = filesIn(directory).filter(([, text]) =>
      /from\s*["']node:http["']/.test(text),
    );
    expect(importing.map(([name]) => name)).toEqual([]);
  });

  it('is ASCII alone, of which V8 keeps one byte a character', () => {
    const directory = temporaryDirectory();
    buildFunctionBundle(directory);
    const wide = filesIn(directory).filter(([, text]) => /[^\0-\x7F]/.test(text));
    expect(wide.map(([name]) => name)).toEqual([]);
  });

  it('does not carry the runbook: it would only cost start-up time', () => {
    const { inputs } = buildFunctionBundle(temporaryDirectory());
    expect(inputs.filter((path) => path.includes('/runbook/'))).toEqual([]);
    expect(inputs).toContain('functions/domain/causes/diagnose.ts');
  });

  it('takes the small zod into the gate, zod/mini, which no start reads, and nothing of the large one', () => {
    const gate = buildFunctionBundle(temporaryDirectory());
    expect(gate.inputs).toContain('node_modules/zod/mini/index.js');
    expect(gate.startInputs.filter((input) => input.includes('/zod/'))).toEqual([]);
    expect(gate.inputs.filter((input) => LARGE_ZOD.test(input))).toEqual([]);
  });

  it.each([
    {
      name: 'gate',
      calls: 'PutJobFailureResult',
      leavesOut: 'PutLifecycleEventHookExecutionStatus',
    },
    {
      name: 'code-deploy-hook',
      calls: 'PutLifecycleEventHookExecutionStatus',
      leavesOut: 'PutJobFailureResult',
    },
    { name: 'ecs-hook', calls: 'hookStatus', leavesOut: 'PutJobFailureResult' },
    { name: 'ecs-hook', calls: 'hookStatus', leavesOut: 'PutLifecycleEventHookExecutionStatus' },
    { name: 'deployment-trigger', calls: 'Publish', leavesOut: 'PutJobFailureResult' },
  ])(
    'gives the $name no client but its own: not that of $leavesOut',
    ({ name, calls, leavesOut }) => {
      const directory = temporaryDirectory();
      const { bytes } = buildFunctionBundle(directory, { entry: `functions/handlers/${name}.ts` });
      const code = filesIn(directory)
        .map(([, text]) => text)
        .join('\n');
      // Advice in the log may name a permission; only a client has a command's class.
      expect(code).toContain(calls);
      expect(code).not.toMatch(new RegExp(`${leavesOut}Command|"${leavesOut}"`));
      // The gate also has a client of S3, see above.
      expect(bytes).toBeLessThanOrEqual(name === 'gate' ? 1_000_000 : 900_000);
    },
  );
});
