import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';

let aws: LocalAws;
let client: KMSClient;

beforeAll(async () => {
  aws = await startLocalAws();
  const credentials = { accessKeyId: 'AKIDTEST', secretAccessKey: 'unused' };
  client = new KMSClient({ endpoint: aws.endpoint, region: 'us-east-1', credentials });
});

afterAll(async () => {
  client.destroy();
  await aws.close();
});

async function macOf(text: string, KeyId: string): Promise<string> {
  const Message = Buffer.from(text);
  const MacAlgorithm = 'HMAC_SHA_256';
  const { Mac } = await client.send(new GenerateMacCommand({ KeyId, Message, MacAlgorithm }));
  return Buffer.from(Mac ?? []).toString('hex');
}

it('gives equal messages equal MACs, under one key only', async () => {
  const { arn } = aws.keys.create({ id: 'one', spec: 'HMAC_256' });
  aws.keys.create({ id: 'two', spec: 'HMAC_256' });
  const mac = await macOf('a value', 'one');
  expect(mac).toMatch(/^[0-9a-f]{64}$/);
  expect(await macOf('a value', arn)).toBe(mac);
  expect(await macOf('another value', 'one')).not.toBe(mac);
  expect(await macOf('a value', 'two')).not.toBe(mac);
});

it('keeps the material of a key that is created again', async () => {
  aws.keys.create({ id: 'kept', spec: 'HMAC_256' });
  const mac = await macOf('a value', 'kept');
  aws.keys.create({ id: 'kept', spec: 'HMAC_256' });
  expect(await macOf('a value', 'kept')).toBe(mac);
});

it('keeps neither the message nor the MAC in the journal', async () => {
  aws.keys.create({ id: 'silent', spec: 'HMAC_256' });
  const mac = await macOf('a value that is secret', 'silent');
  const kept = JSON.stringify(aws.journal.list());
  expect(aws.journal.list().at(-1)).toMatchObject({ service: 'kms', resources: ['silent'] });
  for (const form of [mac, Buffer.from(mac, 'hex').toString('base64'), 'a value that is secret']) {
    expect(kept).not.toContain(form);
    expect(kept).not.toContain(Buffer.from(form).toString('base64'));
  }
});
