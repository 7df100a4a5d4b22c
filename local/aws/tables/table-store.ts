import { setTimeout as sleep } from 'node:timers/promises';
import { AwsError } from '../wire/aws-error.ts';
import type { RawInput } from '../wire/operation.ts';
import { startTableServer, type TableServer } from './table-server.ts';

const POLL_MS = 5;

/** A table to be made: its name, and its keys, both strings. */
export interface TableSeed {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey?: string | undefined;
}

/** The tables of this world, from the inside. */
export interface TableStore {
  /** Made on demand; resolves when it can be written to. Rejects where there is one of that name. */
  create(seed: TableSeed): Promise<void>;
  has(name: string): Promise<boolean>;
  /** Every item, in DynamoDB's attribute values. Rejects for an unknown table. */
  items(name: string): Promise<readonly RawInput[]>;
  /** Runs an operation of DynamoDB's API. Throws `AwsError`. */
  call(operation: string, input: RawInput): Promise<RawInput>;
  /** Resolves when what is under way has ended; from now on every call is refused, as `ServiceUnavailable`. */
  close(): Promise<void>;
}

/** Makes a store without tables. Its server starts with the first call; each table takes `createTableMs`. */
export function createTableStore(createTableMs = 0): TableStore {
  let server: Promise<TableServer> | undefined;
  let isClosed = false;
  const underWay = new Set<Promise<RawInput>>();
  const call: TableStore['call'] = async (operation, input) => {
    if (isClosed) throw new AwsError('ServiceUnavailable', 'This world is closed.', 503);
    server ??= startTableServer(createTableMs);
    const answer = server.then((started) => started.call(operation, input));
    underWay.add(answer);
    try {
      return await answer;
    } finally {
      underWay.delete(answer);
    }
  };
  return {
    call,
    create: async (seed) => {
      await call('CreateTable', createInput(seed));
      while (!(await isActive(call, seed.name))) await sleep(POLL_MS);
    },
    has: async (name) => {
      const { TableNames } = await call('ListTables', {});
      return Array.isArray(TableNames) && TableNames.includes(name);
    },
    items: async (name) => {
      const items: RawInput[] = [];
      let from: RawInput = {};
      do {
        // DynamoDB ends a page at 1 MB.
        const input = { TableName: name, ConsistentRead: true, ...from };
        const { Items, LastEvaluatedKey } = await call('Scan', input);
        if (Array.isArray(Items)) items.push(...Items);
        from = LastEvaluatedKey === undefined ? {} : { ExclusiveStartKey: LastEvaluatedKey };
      } while ('ExclusiveStartKey' in from);
      return items;
    },
    close: async () => {
      isClosed = true;
      // A client that gave up leaves its write behind. Cut off, it would throw where nothing catches it.
      await Promise.allSettled(underWay);
      await (await server)?.close();
    },
  };
}

/** To a caller that writes, a table that is still being created does not exist yet. */
async function isActive(call: TableStore['call'], name: string): Promise<boolean> {
  const { Table } = await call('DescribeTable', { TableName: name });
  if (typeof Table !== 'object' || Table === null) return false;
  return 'TableStatus' in Table && Table.TableStatus === 'ACTIVE';
}

function createInput({ name, partitionKey, sortKey }: TableSeed): RawInput {
  const keys = [partitionKey, ...(sortKey === undefined ? [] : [sortKey])];
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: keys.map((AttributeName, index) => ({
      AttributeName,
      KeyType: index === 0 ? 'HASH' : 'RANGE',
    })),
  };
}
