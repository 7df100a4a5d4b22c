import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestCallRecords } from '../../../../functions/adapters/aws/create-test-call-records.ts';
import type {
  TestCallRecord,
  TestCallRecords,
} from '../../../../functions/domain/model/test-call.ts';
import type { FaultEffect } from '../../../../local/aws/faults/fault.ts';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { pointSdkAt } from './start-stand-in.ts';

let aws: LocalAws;
let table: string;
let records: TestCallRecords;

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
  records = createTestCallRecords({ table, requestTimeoutMs: 60_000 });
});

afterEach(() => aws.faults.clear());

const options = { signal: new AbortController().signal };
const KEY = { environment: 'production', execution: 'e-1' };
const INTENT: TestCallRecord = {
  ...KEY,
  kind: 'voice',
  from: '+15551230000',
  to: '+15551239999',
  revision: 1,
  attempts: ['j-1'],
  nonce: '0123456789ab',
  intendedAt: '2026-11-28T10:00:00.000Z',
};
const COUNTED = { environment: 'production', day: '2026-11-28', limit: 3 };

describe('createTestCallRecords', () => {
  it('lets one of ten who write at once write the intent', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        records.put({ ...INTENT, nonce: `nonce-${index}` }, options),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1);
  });

  it('gives back what was written, and nothing of another execution', async () => {
    await records.put(INTENT, options);
    expect(await records.read(KEY, options)).toEqual(INTENT);
    expect(await records.read({ ...KEY, execution: 'e-2' }, options)).toBeUndefined();
    expect(await records.read({ ...KEY, environment: 'staging' }, options)).toBeUndefined();
  });

  it('moves a record forward by one revision only', async () => {
    await records.put(INTENT, options);
    const placed = { ...INTENT, revision: 2, sid: `CA${'0'.repeat(32)}` };
    expect(await records.put(placed, options)).toBe('stored');
    expect(await records.put(placed, options)).toBe('conflict');
    expect(await records.put({ ...placed, revision: 4 }, options)).toBe('conflict');
    expect(await records.read(KEY, options)).toEqual(placed);
  });

  it('never lets a record expire, and shows a person where it stands', async () => {
    await records.put({ ...INTENT, end: { kind: 'unknown' } }, options);
    const [item] = await aws.tables.items(table);
    expect(item).toMatchObject({
      pk: { S: 'CALL#production' },
      sk: { S: 'EXECUTION#e-1' },
      state: { S: 'unknown' },
      to: { S: '+15551239999' },
    });
    expect(item).not.toHaveProperty('expiresAt');
  });

  it('counts up to the limit of a day, also where all count at once', async () => {
    const counted = await Promise.all(
      Array.from({ length: 6 }, () => records.count(COUNTED, options)),
    );
    expect(counted.filter(Boolean)).toHaveLength(3);
    expect(await records.count({ ...COUNTED, day: '2026-11-29' }, options)).toBe(true);
  });

  it.each<[string, FaultEffect]>([
    ['is denied', { kind: 'error', type: 'AccessDeniedException', message: 'no' }],
    ['breaks the connection', { kind: 'reset' }],
  ])('throws history.unavailable where the table %s', async (_, fault) => {
    aws.faults.add({ service: 'dynamodb', ...fault });
    const unavailable = { code: 'history.unavailable', fault: 'service' };
    await expect(records.read(KEY, options)).rejects.toMatchObject(unavailable);
    await expect(records.put(INTENT, options)).rejects.toMatchObject(unavailable);
    await expect(records.count(COUNTED, options)).rejects.toMatchObject(unavailable);
  });

  it('throws it for a record that it did not write', async () => {
    const item = { pk: { S: 'CALL#production' }, sk: { S: 'EXECUTION#e-1' }, record: { S: '{}' } };
    await aws.tables.call('PutItem', { TableName: table, Item: item });
    await expect(records.read(KEY, options)).rejects.toMatchObject({
      code: 'history.unavailable',
      message: expect.stringContaining('cannot read'),
    });
  });
});
