import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { run } from '../../../../cli/run.ts';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { type LocalTwilio, startLocalTwilio } from '../../../../local/twilio/start-local-twilio.ts';
import { addAccount } from '../../../../local/twilio/world/accounts.ts';
import { addApiKey, deleteApiKey } from '../../../../local/twilio/world/api-keys.ts';
import { pointSdkAt } from '../../../functions/adapters/aws/start-stand-in.ts';
import { type RecordedIo, type RecordedIoOptions, recordedIo } from '../../recorded-io.ts';
import { temporaryFiles } from '../../temporary-files.ts';

const BUCKET = 'members';

interface World {
  readonly aws: LocalAws;
  readonly twilio: LocalTwilio;
  readonly directory: string;
  readonly keys: readonly {
    readonly sid: string;
    readonly secret: string;
    readonly payload: string;
  }[];
  fleet(
    options: readonly string[],
    io?: RecordedIoOptions,
  ): Promise<RecordedIo & { exitCode: number }>;
}

/** Members `tenant-0` and so on, all of which pass. */
async function startWorld(count: number): Promise<World> {
  const [aws, twilio] = await Promise.all([startLocalAws(), startLocalTwilio()]);
  pointSdkAt(aws.endpoint);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await Promise.all([aws.close(), twilio.close()]);
  });
  const parent = addAccount(twilio.world);
  const lines = ['member,accountSid'];
  const keys = Array.from({ length: count }, (_each, index) => {
    const { sid: accountSid } = addAccount(twilio.world, { ownerSid: parent.sid });
    const key = addApiKey(twilio.world, { accountSid, keyType: 'main' });
    const value = { accountSid, apiKeySid: key.sid, apiKeySecret: key.secret };
    aws.secrets.create({ name: `tenants/tenant-${index}`, value: JSON.stringify(value) });
    lines.push(`tenant-${index},${accountSid}`);
    return { ...key, payload: JSON.stringify(value) };
  });
  aws.objects.createBucket(BUCKET);
  aws.objects.put(BUCKET, { key: 'members.csv', body: `${lines.join('\n')}\n` });
  const configuration = {
    environments: {},
    fleet: {
      template: {
        secret: { id: 'tenants/{member}' },
        account: { parentSid: parent.sid },
        credential: { kind: 'api-key', keyType: 'main' },
      },
      members: { s3: `s3://${BUCKET}/members.csv` },
    },
  };
  const directory = temporaryFiles({ 'preflight.config.json': JSON.stringify(configuration) });
  const env = { AWS_REGION: 'us-east-1', PREFLIGHT_TWILIO_ORIGIN: twilio.origin };
  return {
    aws,
    twilio,
    directory,
    keys,
    fleet: async (options, io = {}) => {
      const recorded = recordedIo({ env, directory, ...io });
      const exitCode = await run(['fleet', '--local', ...options], recorded.io);
      for (const { secret } of keys) {
        expect(recorded.stdout() + recorded.stderr()).not.toContain(secret.slice(0, 8));
      }
      return { ...recorded, exitCode };
    },
  };
}

function resultsIn({ directory }: World): readonly { member: string; verdict: string }[] {
  const text = readFileSync(join(directory, 'r.jsonl'), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const JSON_AND_FILE = ['--format', 'json', '--results', 'r.jsonl'];

describe('fleet --local', () => {
  it('passes where every member does, and leaves nothing behind', async () => {
    const world = await startWorld(5);
    const temporary = temporaryFiles({});
    vi.stubEnv('TMPDIR', temporary);
    const { exitCode, stdout, stderr } = await world.fleet(['--format', 'json']);
    expect(JSON.parse(stdout())).toMatchObject({
      schemaVersion: 1,
      verdict: 'pass',
      fleet: { total: 5, verdicts: { pass: 5, warn: 0, fail: 0, inconclusive: 0 }, causes: [] },
    });
    expect(JSON.parse(stdout()).fleet).not.toHaveProperty('results');
    expect(stderr()).toMatch(/^note: Twilio is replaced by http:/);
    expect(exitCode).toBe(0);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('names the members that fail, and asks only those again', async () => {
    const world = await startWorld(4);
    const [bad] = world.keys;
    if (bad !== undefined) deleteApiKey(world.twilio.world, bad.sid);
    const first = await world.fleet(JSON_AND_FILE);
    expect(first.exitCode).toBe(1);
    const { fleet } = JSON.parse(first.stdout());
    expect(fleet.worst).toMatchObject([{ member: 'tenant-0', cause: 'credential.rejected' }]);
    expect(fleet.results).toBe(join(world.directory, 'r.jsonl'));
    expect(resultsIn(world)).toHaveLength(4);
    world.twilio.journal.clear();
    const second = await world.fleet(JSON_AND_FILE);
    expect(second.exitCode).toBe(1);
    expect(JSON.parse(second.stdout()).fleet.verdicts).toMatchObject({ pass: 3, fail: 1 });
    const asked = world.twilio.journal.entries().map(({ username }) => username);
    expect(new Set(asked)).toEqual(new Set([bad?.sid]));
    expect(resultsIn(world)).toHaveLength(5);
  });

  it('finds that two members hold the same value, also one that passed in an earlier run', async () => {
    const world = await startWorld(3);
    await world.fleet(JSON_AND_FILE);
    const value = world.keys[0]?.payload ?? '';
    world.aws.secrets.put({ id: 'tenants/tenant-1', value });
    const { stdout, exitCode } = await world.fleet(JSON_AND_FILE);
    expect(exitCode).toBe(1);
    const { fleet } = JSON.parse(stdout());
    expect(fleet.causes).toEqual([{ cause: 'environment.shared-credential', count: 2 }]);
    expect(
      resultsIn(world)
        .slice(3)
        .map(({ member, verdict }) => [member, verdict]),
    ).toEqual([
      ['tenant-0', 'fail'],
      ['tenant-1', 'fail'],
    ]);
  });

  it('shows progress on a terminal, and takes it away', async () => {
    const world = await startWorld(3);
    const { stderr } = await world.fleet([], { isTerminal: true });
    expect(stderr()).toMatch(/Listing the members ….*Verifying 3 members.*Summing up …/s);
    expect(stderr().endsWith('\r\u001b[2K')).toBe(true);
  });

  it('ends at once when it is interrupted, keeps what is done, and goes on with it', async () => {
    const world = await startWorld(60);
    world.twilio.faults.add({ kind: 'delay', delayMs: 20 });
    const interruption = new AbortController();
    const { signal } = interruption;
    const running = world.fleet(JSON_AND_FILE, { signal });
    await vi.waitFor(() => expect(resultsIn(world).length).toBeGreaterThan(5), {
      timeout: 20_000,
      interval: 5,
    });
    interruption.abort();
    const { exitCode, stdout, stderr } = await running;
    expect(exitCode).toBe(130);
    expect(stdout()).toBe('');
    expect(stderr()).toContain(
      'Interrupted: nothing was decided. The results so far are kept in r.jsonl: the same command goes on with them.',
    );
    const done = resultsIn(world).length;
    expect(done).toBeLessThan(60);
    const { stdout: second } = await world.fleet(JSON_AND_FILE);
    expect(JSON.parse(second()).fleet.verdicts).toMatchObject({ pass: 60 });
    expect(resultsIn(world)).toHaveLength(60);
  });

  it.each<readonly [string, readonly string[], RegExp]>([
    [
      'with the option of the other way',
      ['--only-failed-of', 'run-1'],
      /--only-failed-of does not go with --local/,
    ],
    [
      'both ways at once',
      ['--state-machine', 'arn:aws:states:us-east-1:123456789012:stateMachine:F'],
      /Give one of --state-machine or --local/,
    ],
  ])('refuses %s', async (_title, options, message) => {
    const recorded = recordedIo({ directory: temporaryFiles({}) });
    expect(await run(['fleet', '--local', ...options], recorded.io)).toBe(2);
    expect(recorded.stderr()).toMatch(message);
  });

  it('refuses a configuration without a fleet, and the results of another fleet', async () => {
    const world = await startWorld(1);
    const other = temporaryFiles({
      'preflight.config.json': readFileSync('preflight.config.json', 'utf8'),
      'r.jsonl': '{"member":"stranger-1","verdict":"pass","checks":[]}\n',
    });
    const none = await world.fleet([], { directory: other });
    expect([none.exitCode, none.stderr()]).toEqual([2, expect.stringMatching(/declares no fleet/)]);
    const results = join(other, 'r.jsonl');
    const { exitCode, stderr } = await world.fleet(['--results', results]);
    expect([exitCode, stderr()]).toEqual([
      2,
      expect.stringMatching(/no result of a member of this fleet/),
    ]);
  });
});
