import {
  BatchGetSecretValueCommand,
  DescribeSecretCommand,
  ListSecretsCommand,
  type ListSecretsCommandInput,
  ListSecretVersionIdsCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { type AwsClients, clientsFor } from '../local-aws-clients.ts';

let aws: LocalAws;
let secrets: AwsClients['secrets'];

beforeEach(async () => {
  aws = await startLocalAws();
  secrets = clientsFor(aws.endpoint).secrets;
  for (const name of ['one', 'two', 'three']) aws.secrets.create({ name, value: `v-${name}` });
});

afterEach(() => aws.close());

async function names(input: ListSecretsCommandInput): Promise<readonly (string | undefined)[]> {
  const { SecretList = [] } = await secrets.send(new ListSecretsCommand(input));
  return SecretList.map(({ Name }) => Name);
}

it('lists secrets newest first, oldest first when asked, and by name prefix', async () => {
  expect(await names({})).toEqual(['three', 'two', 'one']);
  expect(await names({ SortOrder: 'asc' })).toEqual(['one', 'two', 'three']);
  expect(await names({ Filters: [{ Key: 'name', Values: ['t'] }] })).toEqual(['three', 'two']);
  expect(await names({ Filters: [{ Key: 'name', Values: ['!t'] }] })).toEqual(['one']);
});

it('shows secrets marked for deletion only when asked', async () => {
  aws.secrets.scheduleDeletion('two');
  expect(await names({})).toEqual(['three', 'one']);
  expect(await names({ IncludePlannedDeletion: true })).toEqual(['three', 'two', 'one']);
});

it('pages through secrets', async () => {
  const first = await secrets.send(new ListSecretsCommand({ MaxResults: 2 }));
  expect(first.SecretList).toHaveLength(2);
  const rest = new ListSecretsCommand({ MaxResults: 2, NextToken: first.NextToken });
  const last = await secrets.send(rest);
  expect(last.SecretList?.map(({ Name }) => Name)).toEqual(['one']);
  expect(last.NextToken).toBeUndefined();
});

it('lists versions, those without a label only when asked', async () => {
  aws.secrets.put({ id: 'one', value: 'b' });
  aws.secrets.put({ id: 'one', value: 'c' });
  const list = new ListSecretVersionIdsCommand({ SecretId: 'one' });
  expect((await secrets.send(list)).Versions?.map(({ VersionStages }) => VersionStages)).toEqual([
    ['AWSPREVIOUS'],
    ['AWSCURRENT'],
  ]);
  const all = new ListSecretVersionIdsCommand({ SecretId: 'one', IncludeDeprecated: true });
  expect((await secrets.send(all)).Versions).toHaveLength(3);
});

it('describes a secret without its value', async () => {
  const { versionId } = aws.secrets.create({ name: 'typed', value: 'v', type: 'TwilioApiKey' });
  const described = await secrets.send(new DescribeSecretCommand({ SecretId: 'typed' }));
  expect(described).toMatchObject({
    Type: 'TwilioApiKey',
    VersionIdsToStages: { [versionId]: ['AWSCURRENT'] },
  });
  expect(described.CreatedDate).toBeInstanceOf(Date);
});

it('reads a batch, and lists the failures one by one', async () => {
  aws.secrets.scheduleDeletion('two');
  const batch = await secrets.send(
    new BatchGetSecretValueCommand({ SecretIdList: ['one', 'two', 'missing'] }),
  );
  expect(batch.SecretValues?.map(({ SecretString }) => SecretString)).toEqual(['v-one']);
  expect(batch.Errors?.map(({ SecretId, ErrorCode }) => [SecretId, ErrorCode])).toEqual([
    ['two', 'InvalidRequestException'],
    ['missing', 'ResourceNotFoundException'],
  ]);
});
