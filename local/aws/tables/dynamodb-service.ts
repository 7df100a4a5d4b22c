import {
  type RawInput,
  type ServedOperation,
  type Service,
  stringMembers,
} from '../wire/operation.ts';
import type { TableStore } from './table-store.ts';

/** Reading and writing items, and looking at tables. No transactions: dynalite has none. */
const OPERATIONS = [
  'GetItem',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'Query',
  'Scan',
  'BatchGetItem',
  'BatchWriteItem',
  'DescribeTable',
  'ListTables',
] as const;

/**
 * DynamoDB: a table server behind this world's faults, journal and identities. Conditional writes are
 * atomic. An item that has expired stays, as in AWS for up to days.
 */
export function createDynamoDbService(tables: TableStore): Service {
  const served = (operation: string): ServedOperation => {
    return async (input) => withoutMadeUp(await tables.call(operation, input));
  };
  return {
    name: 'dynamodb',
    operations: new Map(OPERATIONS.map((operation) => [operation, served(operation)])),
    resources: (input) => stringMembers(input, ['TableName']),
  };
}

/** dynalite describes a table with a member that AWS's model does not have. */
function withoutMadeUp({ Table, ...answer }: RawInput): RawInput {
  if (Table === undefined) return answer;
  const { TableThroughputModeSummary: _madeUp, ...table } = Object(Table);
  return { ...answer, Table: table };
}
