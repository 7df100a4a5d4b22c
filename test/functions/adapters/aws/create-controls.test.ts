import { randomUUID } from 'node:crypto';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createControls } from '../../../../functions/adapters/aws/create-controls.ts';
import { itemOf } from '../../../../functions/adapters/aws/run-item.ts';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { override, snooze } from '../../domain/history/controls.ts';
import { pointSdkAt } from './start-stand-in.ts';

let aws: LocalAws;
const EXECUTION = '4f2b9e1c-0d7a-4c53-9a68-1b2c3d4e5f60';
const call = { signal: new AbortController().signal };

beforeAll(async () => {
  aws = await startLocalAws();
  pointSdkAt(aws.endpoint);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await aws.close();
});

async function openTable() {
  const table = `runs-${randomUUID()}`;
  await aws.tables.create({ name: table, partitionKey: 'pk', sortKey: 'sk' });
  const store = async (control: unknown): Promise<void> => {
    const item = itemOf({ pk: 'CONTROL', sk: override().id, control });
    await new DynamoDBClient({}).send(new PutItemCommand({ TableName: table, Item: item }));
  };
  return { table, store, controls: createControls({ table, requestTimeoutMs: 20_000 }) };
}

describe('controls in the table of runs', () => {
  it('are read as they were written, each revision over the one before', async () => {
    const { controls } = await openTable();
    expect(await controls.read(override().id, call)).toBeUndefined();
    expect(await controls.put(override(), call)).toBe('stored');
    expect(await controls.put(override(), call)).toBe('conflict');
    expect(await controls.put(override({ revision: 2 }), call)).toBe('stored');
    expect(await controls.put(snooze(), call)).toBe('stored');
    expect(await controls.read(override().id, call)).toEqual(override({ revision: 2 }));
    expect(await controls.list(call)).toEqual([override({ revision: 2 }), snooze()]);
  });

  it('expire 30 days after their end', async () => {
    const { controls, table } = await openTable();
    await controls.put(snooze(), call);
    const [item] = await aws.tables.items(table);
    expect(item).toMatchObject({
      pk: { S: 'CONTROL' },
      sk: { S: 'snooze/production' },
      expiresAt: { N: String(Date.parse('2026-12-28T04:00:00.000Z') / 1_000) },
    });
  });

  it.each<readonly [string, unknown]>([
    ['no text', undefined],
    ['no JSON', '{'],
    ['no object', 'null'],
    ['another execution', JSON.stringify(override({ executionId: 'other' }))],
    ['another environment', JSON.stringify(override({ environment: 'staging' }))],
    ['another id', JSON.stringify(override({ id: 'override/production/other' }))],
    ['another kind', JSON.stringify({ ...override(), kind: 'other' })],
    ['no end', JSON.stringify(override({ endsAt: 'never' }))],
    ['no beginning', JSON.stringify({ ...override(), beganAt: undefined })],
    ['no revision', JSON.stringify({ ...override(), revision: '1' })],
    ['no reason', JSON.stringify({ ...override(), reason: 1 })],
    ['a long reason', JSON.stringify(override({ reason: 'x'.repeat(301) }))],
    ['no notifications', JSON.stringify({ ...override(), notified: null })],
    ['names in lists', JSON.stringify({ ...override(), environment: ['production'] })],
    ['an execution in a list', JSON.stringify({ ...override(), executionId: [EXECUTION] })],
    ['a caller that is no text', JSON.stringify({ ...override(), by: { arn: 'a' } })],
    ['a long caller', JSON.stringify(override({ by: 'x'.repeat(301) }))],
    ['a use of no run', JSON.stringify({ ...override(), used: null })],
    ['a revocation by no one', JSON.stringify({ ...override(), revoked: null })],
  ])('are not believed with %s', async (_name, stored) => {
    const { controls, store } = await openTable();
    await store(stored);
    await controls.put(snooze(), call);
    expect(await controls.list(call)).toEqual([snooze()]);
    await expect(controls.read(override().id, call)).rejects.toMatchObject({
      code: 'history.unavailable',
      message:
        'The table of runs could not be used: it has an override or a snooze that this version cannot read',
    });
  });

  it('are listed beside an item that JavaScript cannot hold', async () => {
    const { controls, table } = await openTable();
    await controls.put(snooze(), call);
    const Item = { pk: { S: 'CONTROL' }, sk: { S: 'x' }, count: { N: '12345678901234567.5' } };
    await new DynamoDBClient({}).send(new PutItemCommand({ TableName: table, Item }));
    expect(await controls.list(call)).toEqual([snooze()]);
  });
});
