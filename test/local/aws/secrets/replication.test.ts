import {
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RemoveRegionsFromReplicationCommand,
  ReplicateSecretToRegionsCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { clientsFor, errorOf } from '../local-aws-clients.ts';

const SecretId = 'a';

let aws: LocalAws;
const secretsIn = (region: string) => clientsFor(aws.endpoint, { region }).secrets;
const replicate = (Region: string) =>
  new ReplicateSecretToRegionsCommand({ SecretId, AddReplicaRegions: [{ Region }] });

beforeEach(async () => {
  aws = await startLocalAws();
  aws.secrets.create({ name: SecretId, value: 'one' });
});

afterEach(() => aws.close());

it('reads what is put into the primary secret also from its replica, under its ARN but for the Region', async () => {
  const { ARN } = await secretsIn('us-east-1').send(replicate('eu-west-1'));
  aws.secrets.put({ id: SecretId, value: 'two' });
  const read = await secretsIn('eu-west-1').send(new GetSecretValueCommand({ SecretId }));
  expect(read).toMatchObject({
    ARN: ARN?.replace('us-east-1', 'eu-west-1'),
    SecretString: 'two',
  });
});

it('describes a replica as the primary secret: where that is, and which Regions have it', async () => {
  aws.secrets.create({ name: SecretId, value: 'other', region: 'eu-west-2' });
  await secretsIn('us-east-1').send(replicate('eu-west-1'));
  await secretsIn('us-east-1').send(replicate('eu-west-2'));
  expect(await secretsIn('eu-west-1').send(new DescribeSecretCommand({ SecretId }))).toMatchObject({
    PrimaryRegion: 'us-east-1',
    ReplicationStatus: [
      { Region: 'eu-west-1', Status: 'InSync' },
      { Region: 'eu-west-2', Status: 'Failed' },
    ],
  });
});

it('refuses to write to a replica, and to delete a secret that has one', async () => {
  const primary = secretsIn('us-east-1');
  await primary.send(replicate('eu-west-1'));
  const put = new PutSecretValueCommand({ SecretId, SecretString: 'two' });
  expect(await errorOf(secretsIn('eu-west-1').send(put))).toMatchObject({
    name: 'InvalidRequestException',
  });
  const deletion = new DeleteSecretCommand({ SecretId });
  expect(await errorOf(primary.send(deletion))).toMatchObject({
    name: 'InvalidParameterException',
  });
  const RemoveReplicaRegions = ['eu-west-1'];
  await primary.send(new RemoveRegionsFromReplicationCommand({ SecretId, RemoveReplicaRegions }));
  await primary.send(deletion);
  const read = new GetSecretValueCommand({ SecretId });
  expect(await errorOf(secretsIn('eu-west-1').send(read))).toMatchObject({
    name: 'ResourceNotFoundException',
  });
});
