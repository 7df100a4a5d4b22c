import {
  BatchGetSecretValueCommand,
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { type AwsClients, clientsFor, errorOf } from '../local-aws-clients.ts';

let aws: LocalAws;
let secrets: AwsClients['secrets'];

beforeAll(async () => {
  aws = await startLocalAws();
  secrets = clientsFor(aws.endpoint).secrets;
  aws.secrets.create({ name: 'there', value: 'one' });
});

afterAll(() => aws.close());

type Send = (client: SecretsManagerClient) => Promise<unknown>;

const create =
  (input: object): Send =>
  (client) =>
    client.send(new CreateSecretCommand({ Name: 'new', ...input }));
const put =
  (input: object): Send =>
  (client) =>
    client.send(new PutSecretValueCommand({ SecretId: 'there', ...input }));
const get =
  (input: object): Send =>
  (client) =>
    client.send(new GetSecretValueCommand({ SecretId: 'there', ...input }));
const remove =
  (input: object): Send =>
  (client) =>
    client.send(new DeleteSecretCommand({ SecretId: 'there', ...input }));

const OTHER_VERSION = '99999999-9999-4999-8999-999999999999';

describe('Secrets Manager refuses', () => {
  it.each<[string, Send, string, RegExp]>([
    ['an empty name', create({ Name: '' }), 'ValidationException', /at 'name'.*or equal to 1$/],
    ['a name of 513 characters', create({ Name: 'x'.repeat(513) }), 'ValidationException', /512/],
    ['a name with a space', create({ Name: 'a b' }), 'ValidationException', /Invalid name/],
    ['no name', create({ Name: undefined }), 'ValidationException', /must not be null/],
    ['an empty value', put({ SecretString: '' }), 'ValidationException', /at 'secretString'/],
    [
      'a value of 65,537 bytes',
      put({ SecretString: 'x'.repeat(65_537) }),
      'ValidationException',
      /less than or equal to 65536/,
    ],
    [
      'a value whose characters fit and bytes do not',
      put({ SecretString: 'é'.repeat(40_000) }),
      'ValidationException',
      /65536/,
    ],
    [
      'a binary value of 65,537 bytes',
      put({ SecretBinary: new Uint8Array(65_537) }),
      'ValidationException',
      /at 'secretBinary'/,
    ],
    ['no value', put({}), 'InvalidRequestException', /either SecretString or SecretBinary/],
    [
      'both kinds of value',
      put({ SecretString: 'a', SecretBinary: new Uint8Array(1) }),
      'InvalidParameterException',
      /both a binary secret value and a string/,
    ],
    [
      'a request token of 31 characters',
      put({ SecretString: 'a', ClientRequestToken: 'x'.repeat(31) }),
      'ValidationException',
      /at 'clientRequestToken'/,
    ],
    [
      '21 labels in one call',
      put({ SecretString: 'a', VersionStages: Array.from({ length: 21 }, (_, i) => `l${i}`) }),
      'ValidationException',
      /at 'versionStages'.*20/,
    ],
    [
      'more than 20 labels in all',
      put({ SecretString: 'a', VersionStages: Array.from({ length: 20 }, (_, i) => `l${i}`) }),
      'LimitExceededException',
      /20 staging labels/,
    ],
    [
      'an unknown version',
      get({ VersionId: OTHER_VERSION }),
      'ResourceNotFoundException',
      /secret value for VersionId: 9999/,
    ],
    [
      'a stage that nothing carries',
      get({ VersionStage: 'AWSPENDING' }),
      'ResourceNotFoundException',
      /secret value for staging label: AWSPENDING$/,
    ],
    [
      'an unknown secret',
      get({ SecretId: 'missing' }),
      'ResourceNotFoundException',
      /^Secrets Manager can't find the specified secret\.$/,
    ],
    [
      'an ARN with another suffix',
      get({ SecretId: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:there-000000' }),
      'ResourceNotFoundException',
      /can't find the specified secret\.$/,
    ],
    [
      'a member of another type',
      get({ SecretId: 5 }),
      'SerializationException',
      /^Expected string at 'secretId'/,
    ],
    [
      'a window of 6 days',
      remove({ RecoveryWindowInDays: 6 }),
      'InvalidParameterException',
      /between 7 and 30 days/,
    ],
    [
      'a window together with force',
      remove({ RecoveryWindowInDays: 7, ForceDeleteWithoutRecovery: true }),
      'InvalidParameterException',
      /in conjunction with RecoveryWindowInDays/,
    ],
    [
      '21 secrets in one batch',
      (client) =>
        client.send(new BatchGetSecretValueCommand({ SecretIdList: Array(21).fill('there') })),
      'ValidationException',
      /at 'secretIdList'.*20/,
    ],
    [
      'a batch without a list',
      (client) => client.send(new BatchGetSecretValueCommand({})),
      'InvalidParameterException',
      /by SecretIdList/,
    ],
    [
      'a page of 0 secrets',
      (client) => client.send(new ListSecretsCommand({ MaxResults: 0 })),
      'ValidationException',
      /value greater than or equal to 1/,
    ],
    [
      'a page token of its own making',
      (client) => client.send(new ListSecretsCommand({ NextToken: 'x' })),
      'InvalidNextTokenException',
      /NextToken/,
    ],
    [
      'a filter it has not',
      (client) =>
        client.send(
          new ListSecretsCommand({ Filters: [{ Key: 'primary-region', Values: ['a'] }] }),
        ),
      'InvalidParameterException',
      /filters secrets by name, .*, not by primary-region/,
    ],
  ])('%s', async (...row) => {
    const [, send, name, message] = row;
    const error = await errorOf(send(secrets));
    expect(error).toMatchObject({ name, status: 400 });
    expect(error.message).toMatch(message);
  });

  it('a stage that the named version does not carry', async () => {
    const { versionId } = aws.secrets.create({ name: 'mismatch', value: 'one' });
    const call = get({ SecretId: 'mismatch', VersionId: versionId, VersionStage: 'AWSPENDING' });
    expect(await errorOf(call(secrets))).toMatchObject({
      name: 'InvalidRequestException',
      message: 'You provided a VersionStage that is not associated to the provided VersionId.',
    });
  });

  it('nothing about a value of exactly 65,536 bytes', async () => {
    const value = 'x'.repeat(65_536);
    aws.secrets.create({ name: 'largest', value });
    const read = await secrets.send(new GetSecretValueCommand({ SecretId: 'largest' }));
    expect(read.SecretString).toBe(value);
  });
});
