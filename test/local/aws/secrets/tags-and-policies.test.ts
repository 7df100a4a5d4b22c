import {
  CreateSecretCommand,
  DeleteResourcePolicyCommand,
  DescribeSecretCommand,
  type FilterNameStringType,
  GetResourcePolicyCommand,
  ListSecretsCommand,
  PutResourcePolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
  ValidateResourcePolicyCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { type AwsClients, clientsFor, errorOf } from '../local-aws-clients.ts';

let aws: LocalAws;
let secrets: AwsClients['secrets'];

beforeEach(async () => {
  aws = await startLocalAws();
  secrets = clientsFor(aws.endpoint).secrets;
  await secrets.send(
    new CreateSecretCommand({
      Name: 'shop/prod',
      Description: 'The Shop',
      Tags: [{ Key: 'team', Value: 'blue' }],
    }),
  );
  aws.secrets.create({ name: 'other', value: 'v' });
});

afterEach(() => aws.close());

const tags = async () =>
  (await secrets.send(new DescribeSecretCommand({ SecretId: 'shop/prod' }))).Tags;

it('adds, replaces and removes tags', async () => {
  const Tags = [
    { Key: 'team', Value: 'red' },
    { Key: 'cost', Value: '7' },
  ];
  await secrets.send(new TagResourceCommand({ SecretId: 'shop/prod', Tags }));
  expect(await tags()).toEqual(Tags);
  const TagKeys = ['team', 'none'];
  await secrets.send(new UntagResourceCommand({ SecretId: 'shop/prod', TagKeys }));
  expect(await tags()).toEqual([{ Key: 'cost', Value: '7' }]);
});

it('refuses the 51st tag', async () => {
  const Tags = Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}`, Value: '' }));
  const tag = secrets.send(new TagResourceCommand({ SecretId: 'shop/prod', Tags }));
  expect((await errorOf(tag)).name).toBe('InvalidParameterException');
});

it.each<[FilterNameStringType, string, boolean]>([
  ['tag-key', 'te', true],
  ['tag-key', 'Te', false],
  ['tag-value', 'bl', true],
  ['tag-value', '!bl', false],
  ['description', 'the s', true],
  ['name', 'shop', true],
  ['name', 'Shop', false],
  ['all', 'none PROD', true],
  ['all', 'BLUE', true],
  ['all', 'none', false],
])('lists by %s: %s', async (Key, value, isFound) => {
  const list = new ListSecretsCommand({ Filters: [{ Key, Values: [value] }] });
  const { SecretList = [] } = await secrets.send(list);
  expect(SecretList.some(({ Name }) => Name === 'shop/prod')).toBe(isFound);
});

const policy = (Principal: unknown, Condition?: unknown): string =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Principal, Action: '*', Condition }] });

const SecretId = 'shop/prod';

it('keeps a resource policy until it is deleted', async () => {
  const ResourcePolicy = policy({ AWS: 'arn:aws:iam::222233334444:root' });
  const get = new GetResourcePolicyCommand({ SecretId });
  await secrets.send(new PutResourcePolicyCommand({ SecretId, ResourcePolicy }));
  expect((await secrets.send(get)).ResourcePolicy).toBe(ResourcePolicy);
  await secrets.send(new DeleteResourcePolicyCommand({ SecretId }));
  expect((await secrets.send(get)).ResourcePolicy).toBeUndefined();
});

it.each([
  ['*', undefined, false],
  [{ AWS: ['*'] }, undefined, false],
  ['*', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }, true],
  [{ AWS: 'arn:aws:iam::222233334444:root' }, undefined, true],
])('finds a policy for anyone: %j, %j', async (principal, condition, isPassed) => {
  const ResourcePolicy = policy(principal, condition);
  const validate = new ValidateResourcePolicyCommand({ ResourcePolicy, SecretId });
  expect((await secrets.send(validate)).PolicyValidationPassed).toBe(isPassed);
  const put = { SecretId, ResourcePolicy, BlockPublicPolicy: true };
  const blocked = secrets.send(new PutResourcePolicyCommand(put)).then(
    () => true,
    (error: Error) => error.name,
  );
  expect(await blocked).toBe(isPassed || 'PublicPolicyException');
});

it('refuses what is no policy', async () => {
  const put = new PutResourcePolicyCommand({ SecretId, ResourcePolicy: '{"Statement":[]}' });
  expect((await errorOf(secrets.send(put))).name).toBe('MalformedPolicyDocumentException');
});
