import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

  it.each([
    ['help, of which a reader takes one line', ['verify', '--help'], 0],
    ['a report, of which a reader takes one line', ['verify', '--verbose'], 0],
    ['an error, whose reader has gone', ['verify', '--env', 'nowhere'], 2],
  ])('keeps its exit code with a pipe that closes: %s', async (_name, argv, expected) => {
    const world = await startSeededWorld();
    const command = ['"$0" "$@"', 'head -n 1'].join(' 2>&1 | ');
    const child = spawn(
      'bash',
      ['-c', `${command}; exit "\${PIPESTATUS[0]}"`, process.execPath, LAUNCHER, ...argv],
      {
        cwd: world.directory,
        env: { ...process.env, ...world.env },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const { exitCode, stdout } = await end(child);
    expect(exitCode).toBe(expected);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  });

  it('exits 2 where its output goes to a disk that is full', async () => {
    const world = await startSeededWorld();
    const child = spawn(
      'bash',
      ['-c', '"$0" "$@" > /dev/full', process.execPath, LAUNCHER, 'verify'],
      {
        cwd: world.directory,
        env: { ...process.env, ...world.env },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const { exitCode, stderr } = await end(child);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('the output could not be written: the disk is full (ENOSPC)');
  });

  it('says that it ended without an answer, with 70, where nothing is left to wait for', async () => {
    const world = await startSeededWorld();
    const never = "Object.defineProperty(process, 'stdin', { value: new Promise(() => {}) });";
    const stdin = `${never} process.stdin[Symbol.asyncIterator] = () => ({ next: () => process.stdin });`;
    const preload = `data:text/javascript,${encodeURIComponent(stdin)}`;
    const argv = ['verify', '--env', 'production', '--local-secret', '-'];
    const child = spawn(process.execPath, ['--import', preload, LAUNCHER, ...argv], {
      cwd: world.directory,
      env: { ...process.env, ...world.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { exitCode, stdout, stderr } = await end(child);
    expect({ exitCode, stdout }).toEqual({ exitCode: 70, stdout: '' });
    expect(stderr).toMatch(/error: this is a defect in twilio-preflight \(it waited .*\n$/);
  });

  it('reads a secret that is piped to it', async () => {
    const world = await startSeededWorld();
    const argv = ['verify', '--env', 'production', '--local-secret', '-'];
    const child = spawn(process.execPath, [LAUNCHER, ...argv], {
      cwd: world.directory,
      env: { ...process.env, ...world.env },
    });
    child.stdin.end(JSON.stringify(world.production));
    const { exitCode, stdout, stderr } = await end(child);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('PASS  production');
    expect(stdout + stderr).not.toContain('\u001b');
  });

  it('writes nothing where it runs: a read-only directory will do', async () => {
    const world = await startSeededWorld();
    chmodSync(world.directory, 0o555);
    const { exitCode } = await end(start(['verify'], world));
    expect(exitCode).toBe(0);
    expect(readdirSync(world.directory)).toEqual(['preflight.config.json']);
  });

  it('has its colour forced, and no progress, without a terminal', async () => {
    const world = await startSeededWorld();
    const env = { ...world.env, FORCE_COLOR: '1' };
    const { stdout, stderr } = await end(start(['verify'], { ...world, env }));
    expect(stdout).toContain('\u001b[32mPASS');
    expect(stderr).toBe(`note: Twilio is replaced by ${world.twilio.origin}.\n`);
  });

  it('goes by the Region and the profile of its options', async () => {
    const world = await startSeededWorld();
    const file = join(world.directory, 'credentials');
    writeFileSync(
      file,
      '[ops]\naws_access_key_id = AKIAOFTHEPROFILE\naws_secret_access_key = an-example\n',
    );
    const env = { ...world.env, AWS_SHARED_CREDENTIALS_FILE: file };
    const argv = ['verify', '--profile', 'ops', '--region', 'eu-west-1'];
    const { exitCode, stderr } = await end(start(argv, { ...world, env }));
    expect(stderr).not.toContain('WARNING');
    expect(exitCode).toBe(2);
    expect(world.aws.journal.list().map(({ region }) => region)).toContain('eu-west-1');
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
