import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { type AwsClients, clientsFor, errorOf } from '../local-aws-clients.ts';

const DAY_MS = 86_400_000;
const MARKED = "You can't perform this operation on the secret because it was marked for deletion.";

let aws: LocalAws;
let secrets: AwsClients['secrets'];
let clockMs: number;

beforeEach(async () => {
  clockMs = Date.parse('2026-01-01T00:00:00Z');
  aws = await startLocalAws({ now: () => new Date(clockMs) });
  secrets = clientsFor(aws.endpoint).secrets;
  aws.secrets.create({ name: 'a', value: 'one' });
});

afterEach(() => aws.close());

it('hides the value of a secret that is marked for deletion, and shows its date', async () => {
  const deleted = await secrets.send(
    new DeleteSecretCommand({ SecretId: 'a', RecoveryWindowInDays: 7 }),
  );
  expect(deleted.DeletionDate).toEqual(new Date(clockMs + 7 * DAY_MS));
  for (const call of [
    secrets.send(new GetSecretValueCommand({ SecretId: 'a' })),
    secrets.send(new PutSecretValueCommand({ SecretId: 'a', SecretString: 'two' })),
    secrets.send(new DeleteSecretCommand({ SecretId: 'a' })),
  ]) {
    expect(await errorOf(call)).toMatchObject({ name: 'InvalidRequestException', message: MARKED });
  }
  const described = await secrets.send(new DescribeSecretCommand({ SecretId: 'a' }));
  expect(described.DeletedDate).toEqual(deleted.DeletionDate);
});

it('keeps the name of a marked secret taken', async () => {
  aws.secrets.scheduleDeletion('a');
  const error = await errorOf(secrets.send(new CreateSecretCommand({ Name: 'a' })));
  expect(error.name).toBe('InvalidRequestException');
  expect(error.message).toMatch(/already scheduled for deletion/);
});

it('restores a marked secret with its value', async () => {
  aws.secrets.scheduleDeletion('a');
  await secrets.send(new RestoreSecretCommand({ SecretId: 'a' }));
  const read = await secrets.send(new GetSecretValueCommand({ SecretId: 'a' }));
  expect(read.SecretString).toBe('one');
});

it('forgets a marked secret when its window is over', async () => {
  aws.secrets.scheduleDeletion('a');
  clockMs += 30 * DAY_MS;
  const error = await errorOf(secrets.send(new DescribeSecretCommand({ SecretId: 'a' })));
  expect(error.name).toBe('ResourceNotFoundException');
  expect(aws.secrets.stages('a')).toBeUndefined();
});

it('deletes at once when forced, also what is not there; a new secret has a new ARN', async () => {
  const before = await secrets.send(new DescribeSecretCommand({ SecretId: 'a' }));
  const force = new DeleteSecretCommand({ SecretId: 'a', ForceDeleteWithoutRecovery: true });
  await secrets.send(force);
  await expect(secrets.send(force)).resolves.toMatchObject({ Name: 'a' });
  expect(aws.secrets.create({ name: 'a', value: 'two' }).arn).not.toBe(before.ARN);
});
