import { copyFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import * as library from '../../infra/index.ts';
import { runNode } from './strangers-app.ts';

const { app } = inject('installed');

// `default` and `module.exports` are what Node adds for an importing ES module.
const SHOW_NAMES =
  "console.log(Object.keys(library).filter((name) => !['default', 'module.exports'].includes(name)).sort().join())";

describe('the installed library', () => {
  it.each([
    { kind: 'require', load: "const library = require('twilio-preflight');" },
    { kind: 'import', load: "import * as library from 'twilio-preflight';" },
  ])('gives $kind everything that the sources export, by name', async ({ kind, load }) => {
    const type = kind === 'import' ? 'module' : 'commonjs';
    const { stdout } = await runNode(app, [`--input-type=${type}`, '-e', `${load} ${SHOW_NAMES}`]);
    expect(stdout.trim()).toBe(Object.keys(library).sort().join());
  });

  it('keeps its inside to itself', async () => {
    const { stderr } = await runNode(app, ['-e', "require('twilio-preflight/dist/index.js')"]);
    expect(stderr).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });
});

const COMPILER = resolve('node_modules/typescript/bin/tsc');
const OPTIONS = ['--ignoreConfig', '--noEmit', '--strict', '--target', 'ES2022'] as const;
const NODE_TYPES = ['--types', 'node', '--typeRoots', resolve('node_modules/@types')] as const;

/** What the compiler says of the app and of our declarations; the CDK's own are not ours to mend. */
async function diagnostics(...args: readonly string[]): Promise<readonly string[]> {
  const command = [COMPILER, ...OPTIONS, ...NODE_TYPES, ...args] as const;
  const { exitCode, stdout } = await runNode(app, command);
  const lines = stdout.split('\n').filter((line) => line.includes('error TS'));
  if (exitCode !== 0 && lines.length === 0) throw new Error(`The compiler failed: ${stdout}`);
  return lines.filter((line) => !/^node_modules\/(?:aws-cdk-lib|constructs)\//.test(line));
}

describe("the installed library's types", () => {
  // The same app as a CommonJS module: the file's name decides.
  beforeAll(() => copyFileSync(join(app, 'typed.mts'), join(app, 'typed.cts')));

  it('hold in modules of both kinds, and so do its declarations', async () => {
    expect(await diagnostics('--module', 'NodeNext', 'typed.cts', 'typed.mts')).toEqual([]);
  });

  it('hold as bundlers resolve modules', async () => {
    expect(await diagnostics('--module', 'Preserve', '--skipLibCheck', 'typed.mts')).toEqual([]);
  });
});
