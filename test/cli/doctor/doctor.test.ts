import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { run } from '../../../cli/run.ts';
import { recordedIo } from '../recorded-io.ts';
import { PRODUCTION_SECRET_ID, type SeededWorld } from '../seeded-world.ts';
import { temporaryFiles } from '../temporary-files.ts';
import { doctor, OPS, openWorld, PHONE, subscribe } from './doctor-world.ts';

describe('doctor', () => {
  it('finds nothing wrong where all is well', async () => {
    const world = await openWorld();
    subscribe(world, OPS);
    subscribe(world, PHONE);
    const { exitCode, findings, bad } = await doctor(world, '--topic', world.topicArn);
    expect(bad).toEqual([]);
    expect(exitCode).toBe(0);
    expect(findings.map(({ check }) => check)).toEqual([
      'node',
      'configuration',
      'aws.identity',
      'secret',
      'secret',
      'secret',
      'alerts.subscriptions',
      'alerts.filters',
      'alerts.sms',
      'alerts.sms',
      'twilio.reachable',
      'twilio.reachable',
    ]);
    expect(findings.map(({ message }) => message).join('\n')).toMatch(
      /AWS account 111122223333, as arn:.*us-east-1\.\n/,
    );
  });

  it('reads no value, and sends Twilio no credential', async () => {
    const world = await openWorld();
    await doctor(world, '--topic', world.topicArn);
    const asked = world.world.aws.journal.list().map(({ operation }) => operation);
    expect(asked).toEqual(expect.arrayContaining(['DescribeSecret', 'GetCallerIdentity']));
    expect(asked).not.toContain('GetSecretValue');
    const { twilio } = world.world;
    expect(twilio.journal.entries().length).toBeGreaterThan(0);
    expect(JSON.stringify(twilio.journal.entries())).not.toMatch(/"(?:username|user)":"[^"]/);
  });

  it.each<readonly [string, (world: SeededWorld) => void, string, string]>([
    [
      'that is to be deleted',
      ({ aws }) => aws.secrets.scheduleDeletion(PRODUCTION_SECRET_ID),
      'scheduled for deletion',
      'restore-secret',
    ],
  ])('says that a secret is one %s', async (...row) => {
    const [, arrange, message, remedy] = row;
    const world = await openWorld({});
    arrange(world.world);
    expect(await doctor(world)).toMatchObject({
      exitCode: 1,
      bad: expect.arrayContaining([
        {
          check: 'secret',
          status: 'problem',
          message: expect.stringContaining(message),
          remedy: expect.stringContaining(remedy),
        },
      ]),
    });
  });

  it('has not looked at a secret that may not be described with these credentials', async () => {
    const world = await openWorld({});
    world.world.aws.secrets.access.deny({ secretId: PRODUCTION_SECRET_ID, denial: 'access' });
    expect(await doctor(world)).toMatchObject({
      exitCode: 3,
      bad: expect.arrayContaining([
        {
          check: 'secret',
          status: 'unknown',
          message: expect.stringContaining('AccessDeniedException'),
          remedy: expect.stringContaining('secretsmanager:DescribeSecret'),
        },
      ]),
    });
  });

  it('prints the complete ARN of a secret that is declared by another', async () => {
    const world = await openWorld({});
    const { aws } = world.world;
    const { arn } = aws.secrets.create({ name: 'prod-twilio', value: '{}' });
    const file = join(world.directory, 'preflight.config.json');
    const configuration = JSON.parse(readFileSync(file, 'utf8'));
    configuration.environments.production.secret = { id: arn.slice(0, -7) };
    writeFileSync(file, JSON.stringify(configuration));
    expect(await doctor(world)).toMatchObject({
      exitCode: 1,
      bad: expect.arrayContaining([
        {
          check: 'secret',
          status: 'problem',
          message: expect.stringContaining(`which is ${arn}: IAM and the watch rule do not match`),
          remedy: expect.stringContaining('Give the name or the complete ARN'),
        },
      ]),
    });
  });

  it('asks every host of Twilio that the declarations need', async () => {
    const world = await openWorld({});
    const file = join(world.directory, 'preflight.config.json');
    const configuration = JSON.parse(readFileSync(file, 'utf8'));
    configuration.environments.production.credential = { kind: 'oauth-client' };
    configuration.environments.production.resources = {
      messagingServices: [{ sid: `MG${'0'.repeat(32)}`, sendsTo: ['US'] }],
      verifyServices: [`VA${'0'.repeat(32)}`],
    };
    writeFileSync(file, JSON.stringify(configuration));
    const { findings } = await doctor(world);
    const asked = findings.filter(({ check }) => check === 'twilio.reachable');
    expect(asked.map(({ message }) => message.split('.')[0])).toEqual([
      'api',
      'conversations',
      'oauth',
      'messaging',
      'verify',
      'accounts',
      'trusthub',
      'voice',
    ]);
  });

  it('goes on where the configuration is not valid', async () => {
    const { world } = await openWorld();
    const directory = temporaryFiles({ 'preflight.config.json': '{}' });
    const { exitCode, findings } = await doctor({ world, directory });
    expect(exitCode).toBe(1);
    expect(findings.find(({ check }) => check === 'configuration')).toMatchObject({
      status: 'problem',
      message: expect.stringContaining('environments'),
    });
    expect(findings.filter(({ check }) => check === 'twilio.reachable')).toHaveLength(2);
  });

  it('says that Twilio is not reached, and that AWS could not be asked', async () => {
    const world = await openWorld({});
    await Promise.all([world.world.twilio.close(), world.world.aws.close()]);
    const { exitCode, bad } = await doctor(world);
    expect(exitCode).toBe(1);
    const statuses = bad.map(({ check, status }) => `${check} ${status}`);
    expect(statuses).toEqual(
      expect.arrayContaining([
        'aws.identity unknown',
        'secret unknown',
        'twilio.reachable problem',
      ]),
    );
  });

  it('ends with 3 where nothing is wrong and something could not be checked', async () => {
    const world = await openWorld({});
    world.world.aws.faults.add({ kind: 'server-error', service: 'sts' });
    const { exitCode, bad } = await doctor(world);
    expect(bad).toMatchObject([
      { check: 'aws.identity', status: 'unknown' },
      { status: 'skipped' },
    ]);
    expect(exitCode).toBe(3);
  });

  it('says what to do where there are no AWS credentials', async () => {
    const world = await openWorld({});
    vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined);
    const { exitCode, bad } = await doctor(world);
    expect(exitCode).toBe(1);
    expect(bad).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          check: 'aws.identity',
          status: 'problem',
          message: expect.stringContaining('No AWS credentials'),
        }),
      ]),
    );
  });
});

it('prints a table for a person, with what to do below each', async () => {
  const world = await openWorld({ email: [OPS] });
  subscribe(world, OPS, false);
  const { io, stdout } = recordedIo({ env: world.world.env, directory: world.directory });
  expect(await run(['doctor', '--topic', world.topicArn], io)).toBe(1);
  expect(stdout()).toMatch(/^OK {7}node {18}Node \d+/);
  expect(stdout()).toMatch(
    /\nPROBLEM {2}alerts\.subscriptions {2}ops@example\.com \(email\) has not/,
  );
  expect(stdout()).toMatch(/\n {31}-> Open the link in the mail/);
  expect(stdout()).toMatch(/\n1 to fix\.\n$/);
});

it.each([
  [
    'a topic and a function',
    ['--topic', 'arn:aws:sns:us-east-1:111122223333:a', '--function', 'f'],
    '--topic or --function',
  ],
  ['a topic that is none', ['--topic', 'alerts'], 'is not the ARN of a topic'],
  ['a Region that is none', ['--region', 'us1'], '--region us1 is not'],
  ['an option of another command', ['--env', 'a'], 'Unknown option --env'],
])('exits 2 for %s', async (_name, options, message) => {
  const { io, stderr } = recordedIo();
  expect(await run(['doctor', ...options], io)).toBe(2);
  expect(stderr()).toContain(message);
});
