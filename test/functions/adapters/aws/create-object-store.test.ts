import { describe, expect, it } from 'vitest';
import { createObjectStore } from '../../../../functions/adapters/aws/create-object-store.ts';
import { PreflightError } from '../../../../functions/domain/model/preflight-error.ts';
import type { FaultEffect } from '../../../../local/aws/faults/fault.ts';
import { startLocalWorld } from './start-local-world.ts';
import { raw, startStandIn } from './start-stand-in.ts';

const call = { signal: new AbortController().signal };
const BUCKET = { bucket: 'kept', maxAttempts: 1 };

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

async function openBucket() {
  const aws = await startLocalWorld();
  aws.objects.createBucket(BUCKET.bucket);
  return { aws, store: createObjectStore(BUCKET) };
}

describe('the objects of a bucket', () => {
  it('are put with their type, and plain text without one', async () => {
    const { aws, store } = await openBucket();
    await store.put('page.html', '<p>ä</p>', { ...call, contentType: 'text/html; charset=utf-8' });
    await store.put('lines', 'a', call);
    expect(aws.objects.get('kept', 'page.html')?.body.toString()).toBe('<p>ä</p>');
    expect(aws.objects.list('kept').map(({ contentType }) => contentType)).toEqual([
      'text/plain; charset=utf-8',
      'text/html; charset=utf-8',
    ]);
  });

  it('are read line by line, and one that is not there is an answer', async () => {
    const { store } = await openBucket();
    await store.put('lines', 'one\r\ntwo\n\nlast', call);
    const lines = await store.lines('lines', call);
    expect(lines && (await all(lines))).toEqual(['one', 'two', '', 'last']);
    expect(await store.lines('none', call)).toBeUndefined();
  });

  it('are listed by prefix, whatever their number', async () => {
    const { aws, store } = await openBucket();
    for (let index = 0; index < 1001; index += 1) {
      aws.objects.put('kept', { key: `a/${String(index).padStart(4, '0')}`, body: '' });
    }
    aws.objects.put('kept', { key: 'b', body: '' });
    const keys = await all(store.keys('a/', call));
    expect([keys.length, keys[0], keys.at(-1)]).toEqual([1001, 'a/0000', 'a/1000']);
  });

  it.each<[string, FaultEffect, RegExp]>([
    [
      'a role that may not write',
      { kind: 'error', type: 'AccessDenied', message: 'no', status: 403 },
      /^The bucket could not be used: AccessDenied: no$/,
    ],
    ['a reset', { kind: 'reset' }, /the connection was reset/],
    ['an empty answer', { kind: 'empty' }, /not one of S3/],
  ])('throw what cannot be used: %s', async (_name, effect, message) => {
    const { aws, store } = await openBucket();
    aws.faults.add({ service: 's3', ...effect });
    for (const work of [
      () => store.put('a', 'text', call),
      // A listing that has no member is one of a bucket that holds nothing.
      ...(effect.kind === 'empty' ? [] : [() => all(store.keys('', call))]),
      () => store.lines('a', call),
    ]) {
      const error: unknown = await work().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(PreflightError);
      expect(error).toMatchObject({
        code: 'objects.unavailable',
        fault: 'service',
        message: expect.stringMatching(message),
      });
    }
  });

  it('are for a person to put right where there is no such bucket', async () => {
    await startLocalWorld();
    const store = createObjectStore({ ...BUCKET, bucket: 'not-made' });
    await expect(store.lines('a', call)).rejects.toMatchObject({
      code: 'objects.unavailable',
      fault: 'operator',
      message: expect.stringContaining('NoSuchBucket'),
    });
  });

  it('throw where an object ends before its length', async () => {
    await startStandIn((response) => {
      response.writeHead(200, { etag: '"e"', 'content-length': '10' }).write('one\n', () => {
        response.destroy();
      });
    });
    const lines = await createObjectStore(BUCKET).lines('a', call);
    await expect(lines && all(lines)).rejects.toMatchObject({ code: 'objects.unavailable' });
  });

  it('takes no page of a proxy for an answer', async () => {
    await startStandIn(raw(200, '<html></html>'));
    await expect(createObjectStore(BUCKET).put('a', 'text', call)).rejects.toThrow(/not one of S3/);
  });
});
