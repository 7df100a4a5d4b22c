import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../../cli/run.ts';
import type { CheckReport } from '../../../functions/domain/model/report.ts';
import { deleteApiKey } from '../../../local/twilio/world/api-keys.ts';
import { type RecordedIo, type RecordedIoOptions, recordedIo } from '../recorded-io.ts';
import { type SeededWorld, startSeededWorld } from '../seeded-world.ts';

async function verifyFile(
  world: SeededWorld,
  file: string,
  { more = [], ...options }: RecordedIoOptions & { readonly more?: readonly string[] } = {},
): Promise<RecordedIo & { readonly exitCode: number }> {
  const { directory, env } = world;
  const recorded = recordedIo({ directory, env, ...options });
  const argv = ['verify', '--env', 'production', '--local-secret', file, ...more];
  const exitCode = await run(argv, recorded.io);
  expect(world.aws.journal.list()).toEqual([]);
  for (const canary of world.canaries) {
    expect(recorded.stdout() + recorded.stderr()).not.toContain(canary.slice(0, 8));
  }
  return { ...recorded, exitCode };
}

function writeSecret({ directory, production }: SeededWorld, mode = 0o600): string {
  const file = join(directory, 'credentials.json');
  writeFileSync(file, `${JSON.stringify(production, null, 2)}\n`);
  chmodSync(file, mode);
  return file;
}

describe('verify --local-secret', () => {
  it('judges the file without a call to AWS, and says what that leaves out', async () => {
    const world = await startSeededWorld();
    writeSecret(world);
    const { exitCode, stdout, stderr } = await verifyFile(world, 'credentials.json');
    expect(exitCode).toBe(0);
    expect(stdout()).toContain(
      'secret production/twilio/credentials: given here, not read from AWS\n',
    );
    const { stdout: full } = await verifyFile(world, 'credentials.json', {
      more: ['--format', 'json'],
    });
    const { checks } = JSON.parse(full()).environments[0];
    const said = Object.fromEntries(
      checks.map((one: CheckReport) => [one.id, `${one.status}: ${one.message}`]),
    );
    expect(said['secret.readable']).toBe('pass: the file credentials.json was read');
    expect(said['environment.isolation']).toMatch(/^skipped: /);
    expect(said['account.active']).toMatch(
      /^skipped: .*the auditor is asked about secrets in AWS only$/,
    );
    expect(stderr()).toContain('read from credentials.json; AWS is not asked');
    expect(stderr()).toContain('the auditor is not used');
    expect(stderr()).not.toContain('warning');
  });

  it('reads standard input with -', async () => {
    const world = await startSeededWorld();
    const stdin = JSON.stringify(world.production);
    const { exitCode, stderr } = await verifyFile(world, '-', { stdin });
    expect(exitCode).toBe(0);
    expect(stderr()).toContain('read from standard input');
  });

  it('says on a terminal that it waits for input', async () => {
    const world = await startSeededWorld();
    const stdin = JSON.stringify(world.production);
    const { stderr } = await verifyFile(world, '-', { stdin, isTerminal: true });
    expect(stderr()).toMatch(/^Reading the secret from standard input; Ctrl-D ends it\.\n/);
  });

  it('names another environment whose account the credential belongs to', async () => {
    const world = await startSeededWorld();
    const [accountSid, authToken] = stagingCredential(world);
    const stdin = JSON.stringify({ accountSid, authToken });
    const { exitCode, stdout } = await verifyFile(world, '-', { stdin });
    expect(exitCode).not.toBe(0);
    expect(stdout()).toContain('staging');
  });

  it('fails for a rejected credential as any other run does', async () => {
    const world = await startSeededWorld();
    deleteApiKey(world.twilio.world, world.production.apiKeySid);
    const { exitCode, stdout } = await verifyFile(world, writeSecret(world));
    expect(exitCode).toBe(1);
    expect(stdout()).toContain('credential.rejected');
    const { stdout: full } = await verifyFile(world, 'credentials.json', { more: ['--verbose'] });
    expect(full()).toContain('Correct the file credentials.json.');
    expect(full()).toContain('verify --env production --local-secret credentials.json\n');
    expect(full()).not.toContain('aws secretsmanager');
  });

  it.each([
    ['its group', 0o640],
    ['everybody', 0o604],
  ])('warns of a file that %s may read', async (_name, mode) => {
    const world = await startSeededWorld();
    const { exitCode, stderr } = await verifyFile(world, writeSecret(world, mode));
    expect(exitCode).toBe(0);
    expect(stderr()).toContain('credentials.json can be read by others on this machine');
  });

  it.each([
    ['a file that does not exist', 'none.json', 'The secret file none.json does not exist.'],
    ['a directory', '.', 'The secret file . is a directory.'],
    ['an empty standard input', '-', 'Standard input is empty.'],
    ['a file in place of a directory', 'preflight.config.json/x', 'is no directory'],
  ])('exits 2 and names it: %s', async (_name, file, message) => {
    const world = await startSeededWorld();
    const { exitCode, stdout, stderr } = await verifyFile(world, file);
    expect(exitCode).toBe(2);
    expect(stderr()).toContain(message);
    expect(stdout()).toBe('');
  });

  it('does not repeat a secret that was given in place of the file', async () => {
    const world = await startSeededWorld();
    const { exitCode, stderr } = await verifyFile(world, world.production.apiKeySecret);
    expect(exitCode).toBe(2);
    expect(stderr()).toContain('[not shown');
  });

  it('answers content that is no JSON with the verdict, not with the content', async () => {
    const world = await startSeededWorld();
    const stdin = `authToken=${world.production.apiKeySecret}`;
    const { exitCode, stdout } = await verifyFile(world, '-', { stdin });
    expect(exitCode).toBe(2);
    expect(stdout()).toContain('secret.not-json');
  });
});

function stagingCredential({ twilio }: SeededWorld): readonly [string, string] {
  const [, staging] = [...twilio.world.accounts.values()];
  return [staging?.sid ?? '', staging?.authTokens.us1.primary ?? ''];
}
