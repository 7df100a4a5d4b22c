import {
  ConditionalCheckFailedException,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ResourceNotFoundException,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';

const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

let aws: LocalAws;
let client: DynamoDBClient;
let table = '';
let tables = 0;

beforeAll(async () => {
  aws = await startLocalAws();
  const { endpoint, region } = aws;
  client = new DynamoDBClient({ endpoint, region, credentials: CREDENTIALS, maxAttempts: 1 });
});

afterAll(async () => {
  client.destroy();
  await aws.close();
});

beforeEach(async () => {
  tables += 1;
  table = `table-${tables}`;
  aws.faults.clear();
  await aws.tables.create({ name: table, partitionKey: 'pk', sortKey: 'sk' });
});

function put(sortKey: string, more: object = {}): Promise<unknown> {
  const Item = { pk: { S: 'a' }, sk: { S: sortKey } };
  return client.send(new PutItemCommand({ TableName: table, Item, ...more }));
}

describe('the local DynamoDB', () => {
  it('gives back what was put, and lists what it holds', async () => {
    await put('1');
    const Key = { pk: { S: 'a' }, sk: { S: '1' } };
    const got = await client.send(new GetItemCommand({ TableName: table, Key }));
    expect(got.Item).toEqual(Key);
    expect(await aws.tables.items(table)).toEqual([Key]);
    expect(await aws.tables.has(table)).toBe(true);
    expect(await aws.tables.has('no-such-table')).toBe(false);
    const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
    expect(Table?.TableStatus).toBe('ACTIVE');
  });

  it('holds a conditional write to its condition, in whatever order', async () => {
    const onlyNew = { ConditionExpression: 'attribute_not_exists(pk)' };
    const writes = await Promise.allSettled(Array.from({ length: 50 }, () => put('1', onlyNew)));
    expect(writes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const write of writes) {
      if (write.status === 'rejected') {
        expect(write.reason).toBeInstanceOf(ConditionalCheckFailedException);
      }
    }
  });

  it('queries a partition in the order of its sort keys', async () => {
    for (const key of ['2', '1', '3']) await put(key);
    const { Items } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk < :before',
        ExpressionAttributeValues: { ':pk': { S: 'a' }, ':before': { S: '3' } },
        ScanIndexForward: false,
      }),
    );
    expect(Items?.map(({ sk }) => sk?.S)).toEqual(['2', '1']);
  });

  it('answers its own errors by their names', async () => {
    const scan = client.send(new ScanCommand({ TableName: 'no-such-table' }));
    await expect(scan).rejects.toBeInstanceOf(ResourceNotFoundException);
    await expect(put('')).rejects.toThrow(/empty string/);
  });

  it('takes a table of one key, and no second of the same name', async () => {
    const name = `${table}-single`;
    await aws.tables.create({ name, partitionKey: 'id' });
    await expect(aws.tables.create({ name, partitionKey: 'id' })).rejects.toMatchObject({
      code: 'ResourceInUseException',
    });
  });

  it('is journalled by table, with the fault that it met', async () => {
    aws.journal.clear();
    aws.faults.add({ service: 'dynamodb', resource: table, kind: 'server-error', times: 1 });
    await expect(put('1')).rejects.toThrow();
    await put('1');
    expect(aws.journal.list()).toMatchObject([
      { service: 'dynamodb', operation: 'PutItem', resources: [table], fault: 'server-error' },
      { status: 200 },
    ]);
  });
});
