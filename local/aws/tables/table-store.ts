import type { RawInput } from '../wire/operation.ts';
import { startTableServer, type TableServer } from './table-server.ts';

/** A table to be made: its name, and its keys, both strings. */
export interface TableSeed {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey?: string;
}

/** The tables of this world, from the inside. */
export interface TableStore {
  /** Made on demand and at once. Rejects where there is one of that name. */
  create(seed: TableSeed): Promise<void>;
  has(name: string): Promise<boolean>;
  /** Every item, in DynamoDB's attribute values. Rejects for an unknown table. */
  items(name: string): Promise<readonly RawInput[]>;
  /** Runs an operation of DynamoDB's API. Throws `AwsError`. */
  call(operation: string, input: RawInput): Promise<RawInput>;
  close(): Promise<void>;
}

/** Makes a store without tables. Its server starts with the first call. */
export function createTableStore(): TableStore {
  let server: Promise<TableServer> | undefined;
  const call: TableStore['call'] = async (operation, input) => {
    server ??= startTableServer();
    return await (await server).call(operation, input);
  };
  return {
    call,
    create: async (seed) => {
      await call('CreateTable', createInput(seed));
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
      await (await server)?.close();
    },
  };
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
