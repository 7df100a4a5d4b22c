import {
  CancelRotateSecretCommand,
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  RotateSecretCommand,
  type RotateSecretCommandInput,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { type AwsClients, clientsFor, errorOf } from '../local-aws-clients.ts';

const ROLE = 'arn:aws:iam::111122223333:role/rotation';
const START = Date.parse('2026-11-28T12:00:00Z');

let aws: LocalAws;
let secrets: AwsClients['secrets'];
let clockMs: number;

beforeEach(async () => {
  clockMs = START;
  aws = await startLocalAws({ now: () => new Date(clockMs) });
  secrets = clientsFor(aws.endpoint).secrets;
  aws.secrets.setPartner(({ value }) => `${value}+`);
  aws.secrets.create({ name: 'token', value: 't', type: 'TwilioAuthToken' });
  aws.secrets.create({ name: 'key', value: 'k', type: 'TwilioApiKey' });
  aws.secrets.create({ name: 'main', value: 'm', type: 'TwilioMainApiKey' });
  aws.secrets.create({ name: 'plain', value: 'p' });
});

afterEach(() => aws.close());

function rotate(SecretId: string, input: Partial<RotateSecretCommandInput> = {}): Promise<unknown> {
  return secrets.send(
    new RotateSecretCommand({ SecretId, ExternalSecretRotationRoleArn: ROLE, ...input }),
  );
}

async function value(SecretId: string, VersionStage = 'AWSCURRENT'): Promise<string | undefined> {
  const read = new GetSecretValueCommand({ SecretId, VersionStage });
  return (await secrets.send(read)).SecretString;
}

const describeSecret = (SecretId: string) => secrets.send(new DescribeSecretCommand({ SecretId }));

it.each([
  ['60 seconds', {}, 60_000],
  ['the seconds that the metadata say', { propagationDelaySeconds: '300' }, 300_000],
])('leaves the old Auth Token current for %s', async (_case, metadata, windowMs) => {
  await rotate('token', {
    ExternalSecretRotationMetadata: Object.entries(metadata).map(([Key, Value]) => ({
      Key,
      Value,
    })),
  });
  clockMs += windowMs - 1;
  expect([await value('token'), await value('token', 'AWSPENDING')]).toEqual(['t', 't+']);
  expect((await errorOf(rotate('token'))).message).toMatch(/previous rotation isn't complete/);
  clockMs += 1;
  expect([await value('token'), await value('token', 'AWSPREVIOUS')]).toEqual(['t+', 't']);
  expect(await errorOf(value('token', 'AWSPENDING'))).toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

it('makes a new API key current at once', async () => {
  const ExternalSecretRotationMetadata = [{ Key: 'adminSecretArn', Value: 'arn' }];
  await rotate('key', { ExternalSecretRotationMetadata });
  expect(await value('key')).toBe('k+');
});

it('describes the rotation: schedule, metadata, role, the last and the next one', async () => {
  const RotationRules = { AutomaticallyAfterDays: 90 };
  await rotate('token', {
    RotationRules,
    ExternalSecretRotationMetadata: [{ Key: 'propagationDelaySeconds', Value: '0' }],
  });
  clockMs += 1000;
  expect(await describeSecret('token')).toMatchObject({
    RotationEnabled: true,
    RotationRules,
    ExternalSecretRotationMetadata: [{ Key: 'propagationDelaySeconds', Value: '0' }],
    ExternalSecretRotationRoleArn: ROLE,
    LastRotatedDate: new Date(START),
    NextRotationDate: new Date(START + 90 * 86_400_000),
  });
});

it.each([
  ['rate(12 hours)', START + 12 * 3_600_000],
  ['rate(2 days)', START + 48 * 3_600_000],
  ['cron(0 8 1 * ? *)', undefined],
])('only schedules without RotateImmediately: %s', async (ScheduleExpression, next) => {
  await rotate('token', { RotateImmediately: false, RotationRules: { ScheduleExpression } });
  const described = await describeSecret('token');
  expect(described.NextRotationDate?.getTime()).toBe(next);
  expect(Object.values(described.VersionIdsToStages ?? {})).toEqual([['AWSCURRENT']]);
});

it('leaves an empty AWSPENDING where the partner fails', async () => {
  aws.secrets.setPartner(() => undefined);
  await rotate('token');
  expect(await value('token')).toBe('t');
  expect(Object.values(aws.secrets.stages('token') ?? {})).toContainEqual(['AWSPENDING']);
  expect((await errorOf(rotate('token'))).name).toBe('InvalidRequestException');
});

it('is turned off by CancelRotateSecret, with the new value still pending', async () => {
  await rotate('token', { RotationRules: { AutomaticallyAfterDays: 1 } });
  await secrets.send(new CancelRotateSecretCommand({ SecretId: 'token' }));
  clockMs += 60_000;
  expect(await value('token')).toBe('t');
  const { RotationEnabled, NextRotationDate } = await describeSecret('token');
  expect([RotationEnabled, NextRotationDate]).toEqual([false, undefined]);
});

it.each([
  ['a secret without a type', 'plain', {}, /No Lambda rotation function/],
  ['a Main key, for which Twilio has no API', 'main', {}, /TwilioMainApiKey is not rotated/],
  ['no role', 'token', { ExternalSecretRotationRoleArn: undefined }, /RotationRoleArn/],
  ['an API key without its admin secret', 'key', {}, /adminSecretArn/],
  [
    'a window of more than 300 seconds',
    'token',
    { ExternalSecretRotationMetadata: [{ Key: 'propagationDelaySeconds', Value: '301' }] },
    /from 0 to 300/,
  ],
  ['a rotation function', 'token', { RotationLambdaARN: 'arn' }, /does not have the member/],
])('refuses %s', async (...row) => {
  const [, id, input, message] = row;
  expect((await errorOf(rotate(id, input))).message).toMatch(message);
});

it('refuses a secret of a type that it does not have', async () => {
  const create = new CreateSecretCommand({ Name: 'other', Type: 'TwilioKey' });
  expect(await errorOf(secrets.send(create))).toMatchObject({
    name: 'InvalidParameterException',
    message: expect.stringContaining('TwilioAuthToken'),
  });
});
