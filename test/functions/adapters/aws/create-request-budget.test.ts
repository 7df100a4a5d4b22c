import { randomUUID } from 'node:crypto';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createRequestBudget } from '../../../../functions/adapters/aws/create-request-budget.ts';
import { itemOf } from '../../../../functions/adapters/aws/run-item.ts';
import { exchangeLease } from '../../../../functions/domain/fleet/rate/exchange-lease.ts';
import { NOTHING_SEEN } from '../../../../functions/domain/fleet/rate/request-budget.ts';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { pointSdkAt } from './start-stand-in.ts';

let aws: LocalAws;
const call = { signal: new AbortController().signal };
const NOW_MS = Date.UTC(2026, 10, 29, 3);
const STATE = exchangeLease(undefined, {
  worker: 'one',
  wanted: 4,
  seen: NOTHING_SEEN,
  nowMs: NOW_MS,
});

beforeAll(async () => {
  aws = await startLocalAws();
  pointSdkAt(aws.endpoint);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await aws.close();
});

async function openTable() {
  const table = `budget-${randomUUID()}`;
  await aws.tables.create({ name: table, partitionKey: 'pk', sortKey: 'sk' });
  return { table, store: createRequestBudget({ table, requestTimeoutMs: 20_000 }) };
}

describe('the budget of requests in a table', () => {
  it('is read as it was written, each revision over the one before', async () => {
    const { store } = await openTable();
    expect(await store.read('AC', call)).toEqual({ revision: 0 });
    expect(await store.put('AC', { revision: 1, state: STATE }, call)).toBe('stored');
    expect(await store.put('AC', { revision: 1, state: STATE }, call)).toBe('conflict');
    expect(await store.put('AC', { revision: 2, state: STATE }, call)).toBe('stored');
    expect(await store.read('AC', call)).toEqual({ revision: 2, state: STATE });
    expect(await store.read('other', call)).toEqual({ revision: 0 });
  });

  it('expires a day after its last lease', async () => {
    const { store, table } = await openTable();
    await store.put('AC', { revision: 1, state: STATE }, call);
    const [item] = await aws.tables.items(table);
    const expiresAt = { N: String((NOW_MS + 10_000) / 1_000 + 86_400) };
    expect(item).toMatchObject({ pk: { S: 'BUDGET#AC' }, sk: { S: 'BUDGET' }, expiresAt });
  });

  it.each(['{', 'null', '{"level":{}}'])('begins anew over %s', async (state) => {
    const { store, table } = await openTable();
    const item = itemOf({ pk: 'BUDGET#AC', sk: 'BUDGET', revision: 4, state });
    await new DynamoDBClient({}).send(new PutItemCommand({ TableName: table, Item: item }));
    expect(await store.read('AC', call)).toEqual({ revision: 4 });
    expect(await store.put('AC', { revision: 5, state: STATE }, call)).toBe('stored');
  });
});
