import {
  BatchGetSecretValueCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { type AwsClients, clientsFor, errorOf } from '../local-aws-clients.ts';

const READER = 'arn:aws:iam::111122223333:role/reader';
const DENIED_TO_USER =
  'User: arn:aws:iam::111122223333:user/local is not authorized to perform: secretsmanager:GetSecretValue on resource: a because no identity-based policy allows the secretsmanager:GetSecretValue action';

let aws: LocalAws;
let secrets: AwsClients['secrets'];

beforeEach(async () => {
  aws = await startLocalAws();
  secrets = clientsFor(aws.endpoint).secrets;
  aws.secrets.create({ name: 'a', value: 'one' });
  aws.secrets.create({ name: 'b', value: 'two' });
});

afterEach(() => aws.close());

function read(client: AwsClients['secrets'], SecretId = 'a'): Promise<unknown> {
  return client.send(new GetSecretValueCommand({ SecretId, VersionStage: 'AWSCURRENT' }));
}

function clientsOfRole(roleArn: string): AwsClients {
  const session = aws.roles.openSession({ roleArn, sessionName: 'gate' });
  return clientsFor(aws.endpoint, {
    credentials: {
      accessKeyId: session.AccessKeyId,
      secretAccessKey: session.SecretAccessKey,
      sessionToken: session.SessionToken,
    },
  });
}

describe('a denial', () => {
  it.each([
    ['access', 'AccessDeniedException', DENIED_TO_USER],
    [
      'kms-decryption',
      'DecryptionFailure',
      "Secrets Manager can't decrypt the protected secret text using the provided KMS key.",
    ],
    ['kms-access', 'AccessDeniedException', 'Access to KMS is not allowed'],
  ] as const)('of kind %s is answered as %s, for that secret only', async (...row) => {
    const [denial, name, message] = row;
    aws.secrets.access.deny({ denial, secretId: 'a' });
    expect(await errorOf(read(secrets))).toMatchObject({ name, message, status: 400 });
    await expect(read(secrets, 'b')).resolves.toBeDefined();
    aws.secrets.access.allow('a');
    await expect(read(secrets)).resolves.toBeDefined();
  });

  it('without a secret strikes all of them, until everything is allowed again', async () => {
    aws.secrets.access.deny({ denial: 'kms-access' });
    expect((await errorOf(read(secrets, 'b'))).name).toBe('AccessDeniedException');
    aws.secrets.access.allow();
    await expect(read(secrets, 'b')).resolves.toBeDefined();
  });

  it('of one principal leaves the others alone', async () => {
    aws.secrets.access.deny({ denial: 'access', secretId: 'a', principal: READER });
    await expect(read(secrets)).resolves.toBeDefined();
    const error = await errorOf(read(clientsOfRole(READER).secrets));
    expect(error.message).toContain('assumed-role/reader/gate is not authorized');
  });

  it('hides whether the secret exists, and its description', async () => {
    aws.secrets.access.deny({ denial: 'access' });
    expect((await errorOf(read(secrets, 'missing'))).name).toBe('AccessDeniedException');
    const describeIt = secrets.send(new DescribeSecretCommand({ SecretId: 'a' }));
    expect((await errorOf(describeIt)).message).toContain('secretsmanager:DescribeSecret');
  });

  it('shows in a batch beside the secrets that could be read', async () => {
    aws.secrets.access.deny({ denial: 'access', secretId: 'a' });
    const batch = await secrets.send(new BatchGetSecretValueCommand({ SecretIdList: ['a', 'b'] }));
    expect(batch.SecretValues).toHaveLength(1);
    expect(batch.Errors).toMatchObject([{ SecretId: 'a', ErrorCode: 'AccessDeniedException' }]);
  });
});

describe('a required role', () => {
  it('opens the secret to its sessions only', async () => {
    aws.secrets.access.requireRole('a', READER);
    expect((await errorOf(read(secrets))).message).toBe(DENIED_TO_USER);
    await expect(read(clientsOfRole(READER).secrets)).resolves.toMatchObject({ Name: 'a' });
    aws.secrets.access.allow('a');
    await expect(read(secrets)).resolves.toBeDefined();
  });
});

describe('secrets live apart', () => {
  it('in each Region', async () => {
    aws.secrets.create({ name: 'a', value: 'elsewhere', region: 'eu-west-1' });
    const european = clientsFor(aws.endpoint, { region: 'eu-west-1' }).secrets;
    await expect(read(european)).resolves.toMatchObject({ SecretString: 'elsewhere' });
    expect((await errorOf(read(european, 'b'))).name).toBe('ResourceNotFoundException');
    await expect(read(secrets)).resolves.toMatchObject({ SecretString: 'one' });
  });

  it('in each account: a name means the own one, an ARN may name another', async () => {
    const accountId = '222233334444';
    const { arn } = aws.secrets.create({ name: 'far', value: 'away', accountId });
    expect((await errorOf(read(secrets, 'far'))).name).toBe('ResourceNotFoundException');
    await expect(read(secrets, arn)).resolves.toMatchObject({ SecretString: 'away' });
    const role = clientsOfRole(`arn:aws:iam::${accountId}:role/reader`).secrets;
    await expect(read(role, 'far')).resolves.toMatchObject({ SecretString: 'away' });
  });
});
