import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { PRODUCT_VERSION } from '../../functions/product.ts';
import { type SeededWorld, startSeededWorld } from './seeded-world.ts';

const LAUNCHER = fileURLToPath(new URL('../../cli/twilio-preflight.mjs', import.meta.url));

/** A process as a person would start it; the SDK's warning about Node 20 is not turned off for it. */
function start(argv: readonly string[], world?: SeededWorld): ChildProcess {
  const { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: _off, ...inherited } = process.env;
  const { directory, env } = world ?? {};
  return spawn(process.execPath, [LAUNCHER, ...argv], {
    cwd: directory,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

interface Ending {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function end(child: ChildProcess): Promise<Ending> {
  const [[exitCode], stdout, stderr] = await Promise.all([
    once(child, 'close'),
    child.stdout === null ? '' : text(child.stdout),
    child.stderr === null ? '' : text(child.stderr),
  ]);
  return { exitCode, stdout, stderr };
}

describe('npx twilio-preflight, as a process', () => {
  it('prints its version and not a warning', async () => {
    expect(await end(start(['--version']))).toEqual({
      exitCode: 0,
      stdout: `${PRODUCT_VERSION}\n`,
      stderr: '',
    });
  });

  it('gives one JSON document on stdout and the exit code of the verdict', async () => {
    const world = await startSeededWorld();
    world.twilio.faults.add({ kind: 'status', status: 401, code: 20003 });
    const argv = ['verify', '--env', 'production', '--format', 'json'];
    const { exitCode, stdout, stderr } = await end(start(argv, world));
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, verdict: 'fail' });
    expect(stderr).toBe(`note: Twilio is replaced by ${world.twilio.origin}.\n`);
  });

  it('keeps its exit code when nobody reads its output', async () => {
    const world = await startSeededWorld();
    const child = start(['verify'], world);
    child.stdout?.destroy();
    const [[exitCode], stderr] = await Promise.all([
      once(child, 'close'),
      child.stderr === null ? '' : text(child.stderr),
    ]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: `note: Twilio is replaced by ${world.twilio.origin}.\n`,
    });
  });

  it('ends with 130 on SIGINT, whatever it waits for', async () => {
    const world = await startSeededWorld();
    world.twilio.faults.add({ kind: 'hang' });
    const child = start(['verify'], world);
    // The note is written when the run begins.
    child.stderr?.once('data', () => child.kill('SIGINT'));
    const { exitCode, stdout, stderr } = await end(child);
    expect({ exitCode, stdout }).toEqual({ exitCode: 130, stdout: '' });
    expect(stderr).toContain('Interrupted: nothing was decided.');
  });
});
