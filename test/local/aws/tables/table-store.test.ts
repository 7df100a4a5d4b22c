import { expect, it } from 'vitest';
import { createTableStore, type TableStore } from '../../../../local/aws/tables/table-store.ts';

const TABLE = 'runs';

async function storeWithTable(): Promise<TableStore> {
  const store = createTableStore();
  await store.create({ name: TABLE, partitionKey: 'pk' });
  return store;
}

function put(store: TableStore, pk: string): Promise<unknown> {
  return store.call('PutItem', { TableName: TABLE, Item: { pk: { S: pk } } });
}

it('ends what is under way before it closes: a write cut off would be an error that nothing catches', async () => {
  const store = await storeWithTable();
  const writes = Array.from({ length: 100 }, (_, index) => put(store, `${index}`));
  await store.close();
  const ends = await Promise.allSettled(writes);
  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(100);
});

it('begins nothing once it closes, as an AWS that is gone', async () => {
  const store = await storeWithTable();
  const closing = store.close();
  await expect(put(store, 'late')).rejects.toMatchObject({
    name: 'AwsError',
    code: 'ServiceUnavailable',
    status: 503,
  });
  await closing;
  await expect(put(store, 'later')).rejects.toMatchObject({ code: 'ServiceUnavailable' });
});

it('closes where no table was ever asked for', async () => {
  const store = createTableStore();
  await store.close();
  await expect(store.has(TABLE)).rejects.toMatchObject({ code: 'ServiceUnavailable' });
});

it('has a table as soon as it was made, however long that takes', async () => {
  const store = createTableStore(50);
  const names = Array.from({ length: 10 }, (_, index) => `table-${index}`);
  const writes = names.map(async (name) => {
    await store.create({ name, partitionKey: 'pk' });
    await store.call('PutItem', { TableName: name, Item: { pk: { S: 'first' } } });
    return await store.items(name);
  });
  const found = await Promise.all(writes);
  await store.close();
  expect(found).toEqual(names.map(() => [{ pk: { S: 'first' } }]));
});
