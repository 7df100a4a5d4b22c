import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLeases } from '../../../../functions/adapters/aws/create-leases.ts';
import type { Leases } from '../../../../functions/domain/model/leases.ts';
import type { FaultEffect } from '../../../../local/aws/faults/fault.ts';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { pointSdkAt } from './start-stand-in.ts';

let aws: LocalAws;
let table: string;
let now: Date;
let leases: Leases;

beforeAll(async () => {
  aws = await startLocalAws();
  pointSdkAt(aws.endpoint);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await aws.close();
});

beforeEach(async () => {
  table = `runs-${randomUUID()}`;
  await aws.tables.create({ name: table, partitionKey: 'pk', sortKey: 'sk' });
  now = new Date('2026-11-25T12:00:00.000Z');
  leases = createLeases({ table, clock: { now: () => now }, requestTimeoutMs: 60_000 });
});

afterEach(() => aws.faults.clear());

const options = { signal: new AbortController().signal };
const MINUTE_MS = 60_000;

function take(name = 'health#production'): Promise<boolean> {
  return leases.take(name, MINUTE_MS, options);
}

describe('createLeases', () => {
  it('gives a lease to one of ten who ask at once', async () => {
    const taken = await Promise.all(Array.from({ length: 10 }, () => take()));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it('gives it again once it has ended, and not before', async () => {
    expect(await take()).toBe(true);
    now = new Date(now.getTime() + MINUTE_MS - 1);
    expect(await take()).toBe(false);
    now = new Date(now.getTime() + 1);
    expect(await take()).toBe(true);
    expect(await take()).toBe(false);
  });

  it('keeps leases of different names apart', async () => {
    expect(await take('one')).toBe(true);
    expect(await take('two')).toBe(true);
  });

  it('leaves an item that DynamoDB takes away a day later', async () => {
    await take();
    const [item] = await aws.tables.items(table);
    const end = (now.getTime() + MINUTE_MS) / 1000 + 86_400;
    expect(item).toMatchObject({
      pk: { S: 'LEASE#health#production' },
      expiresAt: { N: String(end) },
    });
  });

  it.each<{ name: string; effect: FaultEffect }>([
    { name: 'answers 500', effect: { kind: 'server-error' } },
    { name: 'is throttled', effect: { kind: 'throttle' } },
    { name: 'resets', effect: { kind: 'reset' } },
    { name: 'answers an HTML page', effect: { kind: 'garbage' } },
    { name: 'answers an empty body', effect: { kind: 'empty' } },
  ])('cannot tell when DynamoDB $name', async ({ effect }) => {
    aws.faults.add({ service: 'dynamodb', ...effect });
    await expect(take()).rejects.toMatchObject({ code: 'history.unavailable' });
  });

  it('cannot tell when DynamoDB hangs, and does not hang with it', async () => {
    aws.faults.add({ service: 'dynamodb', kind: 'hang' });
    const hasty = createLeases({ table, clock: { now: () => now }, requestTimeoutMs: 100 });
    const taking = hasty.take('x', MINUTE_MS, options);
    await expect(taking).rejects.toMatchObject({ code: 'history.unavailable' });
  });
});
