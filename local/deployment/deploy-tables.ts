import { z } from 'zod';
import type { LocalAws } from '../aws/start-local-aws.ts';
import { physicalName } from './physical-names.ts';
import type { StackAssembly } from './read-assembly.ts';

const TABLE_TYPES: readonly string[] = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'];

const tableSchema = z.object({
  KeySchema: z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) })),
});

/**
 * Makes the stack's DynamoDB tables, of either type. Their keys must be strings; encryption, recovery,
 * expiry and protection have no effect here. A table that is there already stays as it is, as in AWS
 * where a stack is deployed again.
 */
export async function deployTables(
  { stackName, resources }: StackAssembly,
  { tables }: LocalAws,
): Promise<void> {
  for (const resource of resources) {
    const { type, logicalId, properties } = resource;
    if (!TABLE_TYPES.includes(type)) continue;
    const { KeySchema: keys } = tableSchema.parse(properties);
    const keyOf = (kind: 'HASH' | 'RANGE'): string | undefined =>
      keys.find(({ KeyType }) => KeyType === kind)?.AttributeName;
    const partitionKey = keyOf('HASH');
    if (partitionKey === undefined) throw new Error(`The table ${logicalId} has no partition key.`);
    const name = physicalName(stackName, resource);
    if (await tables.has(name)) continue;
    const sortKey = keyOf('RANGE');
    await tables.create({ name, partitionKey, ...(sortKey === undefined ? {} : { sortKey }) });
  }
}
