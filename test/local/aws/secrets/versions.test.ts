import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  UpdateSecretCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { type AwsClients, clientsFor, errorOf } from '../local-aws-clients.ts';

const TOKEN_1 = '11111111-1111-4111-8111-111111111111';
const TOKEN_2 = '22222222-2222-4222-8222-222222222222';

let aws: LocalAws;
let secrets: AwsClients['secrets'];

beforeEach(async () => {
  aws = await startLocalAws();
  secrets = clientsFor(aws.endpoint).secrets;
});

afterEach(() => aws.close());

describe('a created secret', () => {
  it('has an ARN of the Region and account that ends in six random characters', async () => {
    const { ARN } = await secrets.send(new CreateSecretCommand({ Name: 'a/b' }));
    expect(ARN).toMatch(
      /^arn:aws:secretsmanager:us-east-1:111122223333:secret:a\/b-[A-Za-z0-9]{6}$/,
    );
  });

  it('is found by name, complete ARN and partial ARN', async () => {
    const { arn } = aws.secrets.create({ name: 'a/b', value: 'one' });
    for (const SecretId of ['a/b', arn, arn.slice(0, -7)]) {
      const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId }));
      expect(SecretString).toBe('one');
    }
  });

  it('gives a binary value back byte for byte', async () => {
    aws.secrets.create({ name: 'bin', value: Uint8Array.of(0, 255, 10) });
    const read = await secrets.send(new GetSecretValueCommand({ SecretId: 'bin' }));
    expect([...(read.SecretBinary ?? [])]).toEqual([0, 255, 10]);
    expect(read.SecretString).toBeUndefined();
  });

  it('may be created again with the same token and value, and with no other', async () => {
    const input = { Name: 'a', SecretString: 'one', ClientRequestToken: TOKEN_1 };
    const first = await secrets.send(new CreateSecretCommand(input));
    const again = await secrets.send(new CreateSecretCommand(input));
    expect(again.ARN).toBe(first.ARN);
    const other = await errorOf(
      secrets.send(new CreateSecretCommand({ Name: 'a', SecretString: 'two' })),
    );
    expect(other).toMatchObject({ name: 'ResourceExistsException', status: 400 });
  });
});

describe('a new version', () => {
  it('becomes AWSCURRENT and leaves AWSPREVIOUS to the one before', async () => {
    const first = aws.secrets.create({ name: 'a', value: 'one' });
    const put = await secrets.send(
      new PutSecretValueCommand({ SecretId: 'a', SecretString: 'two' }),
    );
    expect(put.VersionStages).toEqual(['AWSCURRENT']);
    expect(aws.secrets.stages('a')).toEqual({
      [first.versionId]: ['AWSPREVIOUS'],
      [put.VersionId ?? '']: ['AWSCURRENT'],
    });
    aws.secrets.put({ id: 'a', value: 'three' });
    expect(Object.keys(aws.secrets.stages('a') ?? {})).not.toContain(first.versionId);
    const previous = new GetSecretValueCommand({ SecretId: 'a', VersionStage: 'AWSPREVIOUS' });
    expect((await secrets.send(previous)).SecretString).toBe('two');
  });

  it('takes its id from the request token, and a repeated write changes nothing', async () => {
    aws.secrets.create({ name: 'a', value: 'one' });
    const write = { SecretId: 'a', SecretString: 'two', ClientRequestToken: TOKEN_2 };
    await secrets.send(new PutSecretValueCommand(write));
    const stages = aws.secrets.stages('a');
    const again = await secrets.send(new PutSecretValueCommand(write));
    expect(again.VersionId).toBe(TOKEN_2);
    expect(aws.secrets.stages('a')).toEqual(stages);
  });

  it('is refused under a token that another value has, without naming either value', async () => {
    aws.secrets.create({ name: 'a', value: 'one' });
    const write = { SecretId: 'a', ClientRequestToken: TOKEN_2 };
    await secrets.send(new PutSecretValueCommand({ ...write, SecretString: 'value-two' }));
    const error = await errorOf(
      secrets.send(new PutSecretValueCommand({ ...write, SecretString: 'value-three' })),
    );
    expect(error.name).toBe('ResourceExistsException');
    expect(error.message).not.toMatch(/value-/);
  });

  it('stays away from AWSCURRENT when it is written as AWSPENDING', async () => {
    aws.secrets.create({ name: 'a', value: 'one' });
    aws.secrets.put({ id: 'a', value: 'next', stages: ['AWSPENDING'] });
    const at = async (VersionStage: string): Promise<string | undefined> =>
      (await secrets.send(new GetSecretValueCommand({ SecretId: 'a', VersionStage }))).SecretString;
    expect(await at('AWSCURRENT')).toBe('one');
    expect(await at('AWSPENDING')).toBe('next');
  });

  it('becomes AWSCURRENT when it is the first, whatever labels are named', async () => {
    await secrets.send(new CreateSecretCommand({ Name: 'a' }));
    const put = new PutSecretValueCommand({
      SecretId: 'a',
      SecretString: 'one',
      VersionStages: ['AWSPENDING'],
    });
    expect((await secrets.send(put)).VersionStages).toEqual(['AWSPENDING', 'AWSCURRENT']);
  });

  it('can be written into the empty version that a rotation left', async () => {
    aws.secrets.create({ name: 'a', value: 'one' });
    const id = aws.secrets.putEmptyVersion({ id: 'a' });
    const pending = new GetSecretValueCommand({ SecretId: 'a', VersionStage: 'AWSPENDING' });
    expect(await errorOf(secrets.send(pending))).toMatchObject({
      name: 'ResourceNotFoundException',
      message:
        "Secrets Manager can't find the specified secret value for staging label: AWSPENDING",
    });
    await secrets.send(
      new PutSecretValueCommand({
        SecretId: 'a',
        SecretString: 'filled',
        ClientRequestToken: id,
        VersionStages: ['AWSPENDING'],
      }),
    );
    expect((await secrets.send(pending)).SecretString).toBe('filled');
  });

  it('comes with UpdateSecret only when that carries a value', async () => {
    aws.secrets.create({ name: 'a', value: 'one' });
    const metadata = new UpdateSecretCommand({ SecretId: 'a', Description: 'd', KmsKeyId: 'k' });
    expect((await secrets.send(metadata)).VersionId).toBeUndefined();
    await secrets.send(
      new UpdateSecretCommand({ SecretId: 'a', SecretString: 'two', Type: 'TwilioApiKey' }),
    );
    const current = await secrets.send(new GetSecretValueCommand({ SecretId: 'a' }));
    expect(current.SecretString).toBe('two');
  });
});

describe('UpdateSecretVersionStage', () => {
  it('moves AWSCURRENT back and AWSPREVIOUS with it', async () => {
    const old = aws.secrets.create({ name: 'a', value: 'one' }).versionId;
    const current = aws.secrets.put({ id: 'a', value: 'two' }).versionId;
    await secrets.send(
      new UpdateSecretVersionStageCommand({
        SecretId: 'a',
        VersionStage: 'AWSCURRENT',
        RemoveFromVersionId: current,
        MoveToVersionId: old,
      }),
    );
    expect(aws.secrets.stages('a')).toEqual({ [old]: ['AWSCURRENT'], [current]: ['AWSPREVIOUS'] });
  });

  it('attaches and removes a label of its own', async () => {
    const { versionId } = aws.secrets.create({ name: 'a', value: 'one' });
    const label = { SecretId: 'a', VersionStage: 'blue' };
    await secrets.send(
      new UpdateSecretVersionStageCommand({ ...label, MoveToVersionId: versionId }),
    );
    expect(aws.secrets.stages('a')).toEqual({ [versionId]: ['AWSCURRENT', 'blue'] });
    await secrets.send(
      new UpdateSecretVersionStageCommand({ ...label, RemoveFromVersionId: versionId }),
    );
    expect(aws.secrets.stages('a')).toEqual({ [versionId]: ['AWSCURRENT'] });
  });

  it.each([
    ['the holder is not named', { MoveToVersionId: 'old' }, /RemoveFromVersionId can't be empty/],
    ['another holder is named', { RemoveFromVersionId: 'old' }, /isn't currently attached/],
    ['AWSCURRENT would vanish', { RemoveFromVersionId: 'current' }, /only move staging label/],
    [
      'the target does not exist',
      { RemoveFromVersionId: 'current', MoveToVersionId: 'none' },
      /can't find the specified secret value for VersionId/,
    ],
  ])('is refused when %s', async (_case, change, message) => {
    const ids: Readonly<Record<string, string>> = {
      old: aws.secrets.create({ name: 'a', value: 'one' }).versionId,
      current: aws.secrets.put({ id: 'a', value: 'two' }).versionId,
      none: TOKEN_1,
    };
    const named = Object.fromEntries(
      Object.entries(change).map(([member, id]) => [member, ids[id]]),
    );
    const command = new UpdateSecretVersionStageCommand({
      SecretId: 'a',
      VersionStage: 'AWSCURRENT',
      ...named,
    });
    expect((await errorOf(secrets.send(command))).message).toMatch(message);
  });
});
