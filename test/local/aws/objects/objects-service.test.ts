import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { errorOf } from '../local-aws-clients.ts';

const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

let aws: LocalAws;
let client: S3Client;
let Bucket = '';
let buckets = 0;

beforeAll(async () => {
  aws = await startLocalAws();
  const { endpoint, region } = aws;
  client = new S3Client({ endpoint, region, credentials: CREDENTIALS, maxAttempts: 1 });
});

afterAll(async () => {
  client.destroy();
  await aws.close();
});

beforeEach(() => {
  buckets += 1;
  Bucket = `bucket-${buckets}`;
  aws.faults.clear();
  aws.objects.createBucket(Bucket);
});

const put = (Key: string, more: object = {}) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body: 'text', ...more }));
const get = (Key: string, more: object = {}) =>
  client.send(new GetObjectCommand({ Bucket, Key, ...more }));

describe('the local S3', () => {
  it('gives back the bytes that were put, with their type', async () => {
    const key = 'a folder/ä?&#+.html';
    await put(key, { Body: Buffer.from([0, 255, 10]), ContentType: 'text/html; charset=utf-8' });
    const got = await get(key);
    expect(await got.Body?.transformToByteArray()).toEqual(Uint8Array.from([0, 255, 10]));
    expect(got.ContentType).toBe('text/html; charset=utf-8');
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: key }));
    expect([head.ContentLength, head.ETag]).toEqual([3, got.ETag]);
    expect(aws.objects.get(Bucket, key)?.body).toEqual(Buffer.from([0, 255, 10]));
  });

  it('streams an object that is larger than any other request may be', async () => {
    const Body = Buffer.alloc(5 * 1024 * 1024, 'line\n');
    await put('large', { Body });
    const { Body: stream } = await get('large');
    expect(Buffer.from((await stream?.transformToByteArray()) ?? []).equals(Body)).toBe(true);
  });

  it('lists by prefix in the order of the bytes, page by page', async () => {
    for (const key of ['b', 'a/2', 'a/10', 'a/1', 'a/\u{1f600}', 'a/\u{ff5e}']) await put(key);
    const list = (more: object) => client.send(new ListObjectsV2Command({ Bucket, ...more }));
    const first = await list({ Prefix: 'a/', MaxKeys: 3 });
    expect(first.Contents?.map(({ Key, Size }) => [Key, Size])).toEqual([
      ['a/1', 4],
      ['a/10', 4],
      ['a/2', 4],
    ]);
    expect(first.IsTruncated).toBe(true);
    const rest = await list({ Prefix: 'a/', ContinuationToken: first.NextContinuationToken });
    expect(rest.Contents?.map(({ Key }) => Key)).toEqual(['a/\u{ff5e}', 'a/\u{1f600}']);
    expect(rest.IsTruncated).toBe(false);
    expect((await list({ Prefix: 'c' })).Contents).toBeUndefined();
    await expect(list({ ContinuationToken: 'x' })).rejects.toThrow(/NextToken/);
  });

  it('takes the first of two writes that must not overwrite', async () => {
    const writes = await Promise.allSettled([1, 2].map(() => put('once', { IfNoneMatch: '*' })));
    expect(writes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = await errorOf(put('once', { IfNoneMatch: '*' }));
    expect([refused.name, refused.status]).toEqual(['PreconditionFailed', 412]);
  });

  it.each([
    ['a key that is not there', () => get('none'), 'NoSuchKey', 404],
    ['a bucket that is not there', () => put('a', { Bucket: 'none' }), 'NoSuchBucket', 404],
    ['a range', () => get('none', { Range: 'bytes=0-1' }), 'NotImplemented', 501],
    ['metadata', () => put('a', { Metadata: { a: 'b' } }), 'NotImplemented', 501],
    ['a version', () => get('a', { VersionId: '1' }), 'NotImplemented', 501],
    ['a key that is too long', () => put('k'.repeat(1025)), 'InvalidArgument', 400],
    [
      'a head of what is not there',
      () => client.send(new HeadObjectCommand({ Bucket, Key: 'none' })),
      'NotFound',
      404,
    ],
  ])('refuses %s', async (...[, call, name, status]) => {
    expect(await errorOf(call())).toMatchObject({ name, status });
  });

  it('is journalled by bucket and key, with the fault that it met', async () => {
    aws.journal.clear();
    aws.faults.add({ service: 's3', resource: Bucket, kind: 'throttle', times: 1 });
    expect(await errorOf(put('a'))).toMatchObject({ name: 'SlowDown', status: 503 });
    await put('a');
    expect(aws.journal.list()).toMatchObject([
      { service: 's3', operation: 'PutObject', resources: [Bucket, 'a'], fault: 'throttle' },
      { status: 200 },
    ]);
  });
});
