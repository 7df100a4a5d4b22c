import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { codeAssets, type Ending, runNode, type Synth, synthesise } from './strangers-app.ts';

const { app } = inject('installed');

// A context as Lambda gives it, as far as a handler needs one.
const CONTEXT = `{ awsRequestId: 'request-1', getRemainingTimeInMillis: () => 30_000 }`;

/** Runs `expression`, in which `handler` is the one of this asset, where there is nothing else. */
async function evaluate(asset: string, expression: string): Promise<Ending> {
  const url = JSON.stringify(pathToFileURL(join(asset, 'index.mjs')).href);
  const code = `const { handler } = await import(${url});\nconsole.log(${expression});`;
  return await runNode(asset, ['--input-type=module', '-e', code], { AWS_REGION: 'us-east-1' });
}

describe("the gate's asset", () => {
  let asset: string;
  beforeAll(async () => {
    const { assembly } = await synthesise(app, 'es-module.mjs');
    [asset = ''] = codeAssets(assembly);
  });

  it("is the code and the stranger's configuration", () => {
    const name = 'preflight.config.json';
    const files = readdirSync(asset).filter((file) => !/^chunk-[0-9A-Z]{8}\.mjs$/.test(file));
    expect(files).toEqual(['index.mjs', name, 'preflight.validated.json']);
    expect(readFileSync(join(asset, name))).toEqual(readFileSync(join(app, name)));
  });

  it('runs where there is nothing else, and knows the declared environments', async () => {
    const { stdout } = await evaluate(
      asset,
      `await handler({ environment: 'elsewhere' }, ${CONTEXT}).catch(({ message }) => message)`,
    );
    expect(stdout).toContain('elsewhere');
    expect(stdout).toContain('staging, production');
  });
});

describe("the gates of CodeDeploy, ECS and a stack in a stranger's app", () => {
  let synth: Synth;
  beforeAll(async () => {
    synth = await synthesise(app, 'other-gates.cjs');
  });

  it('synthesise with plain Node', () => {
    expect(synth.exitCode, synth.stderr).toBe(0);
  });

  it('each carry code that loads', async () => {
    const assets = codeAssets(synth.assembly);
    const endings = await Promise.all(assets.map((asset) => evaluate(asset, 'typeof handler')));
    expect(endings.map(({ stdout }) => stdout)).toEqual(Array(3).fill('function\n'));
  });
});
