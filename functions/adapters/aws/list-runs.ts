import type { QueryCommand, QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import type { RunPage, RunQuery } from '../../domain/model/run-history.ts';
import type { RunSummary } from '../../domain/model/schemas/history-schema.ts';
import { type Item, itemOf, partitionKey, readRunItem, SUMMARY_ATTRIBUTES } from './run-item.ts';

/** A Query without the table, which its sender adds. */
export type QueryInput = Omit<ConstructorParameters<typeof QueryCommand>[0], 'TableName'>;

/** Above every sort key of a run, below those of states: `RUN#2…` < `RUN#~` < `STATE`. */
const AFTER_ALL_RUNS = '~';

/**
 * The runs of an environment, the newest first, without their reports. DynamoDB ends a page at 1 MB, reports
 * included: several may be needed for one of ours.
 */
export async function listRuns(
  { environment, limit, before = AFTER_ALL_RUNS }: RunQuery,
  send: (input: QueryInput) => Promise<QueryCommandOutput>,
): Promise<RunPage> {
  const runs: RunSummary[] = [];
  let from: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey }: QueryCommandOutput = await send({
      KeyConditionExpression: 'pk = :pk AND sk < :before',
      ExpressionAttributeValues: itemOf({
        ':pk': partitionKey(environment),
        ':before': `RUN#${before}`,
      }),
      ...projection(),
      ScanIndexForward: false,
      Limit: limit - runs.length,
      ExclusiveStartKey: from,
    });
    runs.push(...Items.flatMap((item) => readRunItem(item) ?? []));
    from = LastEvaluatedKey;
  } while (from !== undefined && runs.length < limit);
  const last = runs.at(-1);
  return from === undefined || last === undefined
    ? { runs }
    : { runs, next: `${last.startedAt}#${last.runId}` };
}

/** By placeholders: some of the names are DynamoDB's reserved words. */
function projection(): Pick<QueryInput, 'ProjectionExpression' | 'ExpressionAttributeNames'> {
  return {
    ProjectionExpression: SUMMARY_ATTRIBUTES.map((name) => `#${name}`).join(', '),
    ExpressionAttributeNames: Object.fromEntries(
      SUMMARY_ATTRIBUTES.map((name) => [`#${name}`, name]),
    ),
  };
}
