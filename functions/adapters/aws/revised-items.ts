import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  DynamoDBServiceException,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { CallOptions } from '../../domain/model/ports.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import { type CallLimits, createRequestHandler } from './create-request-handler.ts';
import { type AwsService, describeFault } from './describe-fault.ts';
import { inTime } from './in-time.ts';
import { type Item, itemOf } from './run-item.ts';

const DYNAMODB: AwsService = { name: 'DynamoDB', exception: DynamoDBServiceException };
const REQUEST_TIMEOUT_MS = 2_000;

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

export type Attributes = Readonly<Record<string, unknown>>;

/** Items of the table of runs whose `revision` counts their writes. */
export interface RevisedItems {
  /** Consistently; no attributes where there is no such item. */
  read(key: Key, call: CallOptions): Promise<Attributes>;
  /** Writes over the revision before; `conflict` where another write came first. */
  put(item: Key & { readonly revision: number }, call: CallOptions): Promise<'stored' | 'conflict'>;
  /** Every item of a partition, consistently. */
  list(pk: string, call: CallOptions): Promise<readonly Attributes[]>;
}

/**
 * Such items. One attempt per call: a write that is repeated would be its own conflict.
 *
 * Throws {@link PreflightError} `history.unavailable` where DynamoDB gives no usable answer.
 */
export function createRevisedItems({
  table,
  ...limits
}: CallLimits & { readonly table: string }): RevisedItems {
  const { requestTimeoutMs = REQUEST_TIMEOUT_MS } = limits;
  // A record is also written after the run's own signal: an answer that drips must end by itself.
  const limitMs = 2 * requestTimeoutMs;
  const client = new DynamoDBClient({
    requestHandler: createRequestHandler({ ...limits, requestTimeoutMs }),
    maxAttempts: 1,
  });
  return {
    read: async (key, call) => {
      const command = new GetItemCommand({
        TableName: table,
        Key: itemOf({ ...key }),
        ConsistentRead: true,
      });
      const answer = await sent({ ...call, limitMs }, (abortSignal) =>
        client.send(command, { abortSignal }),
      );
      return answer.Item === undefined ? {} : attributesOf(answer.Item);
    },
    put: async (item, call) => {
      const command = new PutItemCommand({
        TableName: table,
        Item: itemOf({ ...item }),
        ...(item.revision === 1
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: 'revision = :before',
              ExpressionAttributeValues: itemOf({ ':before': item.revision - 1 }),
            }),
      });
      try {
        await sent({ ...call, limitMs }, (abortSignal) => client.send(command, { abortSignal }));
        return 'stored';
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return 'conflict';
        throw error;
      }
    },
    list: async (pk, call) => {
      const items: Attributes[] = [];
      let from: QueryCommandOutput['LastEvaluatedKey'];
      do {
        const command = new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: itemOf({ ':pk': pk }),
          ConsistentRead: true,
          ExclusiveStartKey: from,
        });
        const answer: QueryCommandOutput = await sent({ ...call, limitMs }, (abortSignal) =>
          client.send(command, { abortSignal }),
        );
        items.push(...(answer.Items ?? []).map(attributesOf));
        from = answer.LastEvaluatedKey;
      } while (from !== undefined);
      return items;
    },
  };
}

/** A number that JavaScript cannot hold is not exact, and no fault of the other items. */
function attributesOf(item: Item): Attributes {
  return unmarshall(item, { wrapNumbers: Number });
}

async function sent<T extends { readonly $metadata: { readonly requestId?: string | undefined } }>(
  { signal, limitMs }: CallOptions & { readonly limitMs: number },
  send: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  try {
    const answer = await inTime(signal, send, limitMs);
    if (!answer.$metadata.requestId) throw unavailable('its answer is not one of DynamoDB');
    return answer;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) throw error;
    if (error instanceof PreflightError && error.code === 'history.unavailable') throw error;
    throw unavailable(describeFault(error, DYNAMODB).message);
  }
}

/** The client's own error keeps the request, so it goes no further. */
export function unavailable(detail: string): PreflightError {
  return new PreflightError(`The table of runs could not be used: ${detail}`, {
    code: 'history.unavailable',
    fault: 'service',
  });
}
