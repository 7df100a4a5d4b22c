import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  DynamoDBServiceException,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { CallOptions } from '../../domain/model/ports.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import type { TestCallKey, TestCallRecord, TestCallRecords } from '../../domain/model/test-call.ts';
import { type CallLimits, createRequestHandler } from './create-request-handler.ts';
import { type AwsService, describeFault } from './describe-fault.ts';
import { inTime } from './in-time.ts';
import { itemOf } from './run-item.ts';

const DYNAMODB: AwsService = { name: 'DynamoDB', exception: DynamoDBServiceException };
const REQUEST_TIMEOUT_MS = 2_000;
/** Writers of one counter that meet at once. */
const MOST_CONFLICTS = 10;
/** A counter is of use for its day. */
const COUNTER_KEPT_MS = 7 * 86_400_000;

interface Key {
  readonly pk: string;
  readonly sk: string;
}

/**
 * Test calls in the table of runs: `CALL#environment` / `EXECUTION#id`, which never expires, and a
 * counter `DAY#2026-11-28`. One attempt per call: a write that is repeated would be its own conflict.
 *
 * Throws {@link PreflightError} `history.unavailable` where DynamoDB gives no usable answer.
 */
export function createTestCallRecords({
  table,
  ...limits
}: CallLimits & { readonly table: string }): TestCallRecords {
  const { requestTimeoutMs = REQUEST_TIMEOUT_MS } = limits;
  // A record is also written after the run's own signal: an answer that drips must end by itself.
  const limitMs = 2 * requestTimeoutMs;
  const client = new DynamoDBClient({
    requestHandler: createRequestHandler({ ...limits, requestTimeoutMs }),
    maxAttempts: 1,
  });
  const read = async (key: Key, call: CallOptions): Promise<Readonly<Record<string, unknown>>> => {
    const command = new GetItemCommand({
      TableName: table,
      Key: itemOf({ ...key }),
      ConsistentRead: true,
    });
    const answer = await sent({ ...call, limitMs }, (abortSignal) =>
      client.send(command, { abortSignal }),
    );
    return answer.Item === undefined ? {} : unmarshall(answer.Item);
  };
  const put = async (
    item: Key & { readonly revision: number },
    call: CallOptions,
  ): Promise<'stored' | 'conflict'> => {
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
  };
  return {
    read: async (key, call) => readRecord((await read(recordKey(key), call))['record']),
    put: (record, call) => put(recordItem(record), call),
    count: async ({ environment, day, limit }, call) => {
      const key = { pk: `CALL#${environment}`, sk: `DAY#${day}` };
      const expiresAt = Math.ceil((Date.parse(day) + COUNTER_KEPT_MS) / 1_000);
      for (let tries = 0; tries < MOST_CONFLICTS; tries += 1) {
        const counted = Number((await read(key, call))['revision'] ?? 0);
        if (counted >= limit) return false;
        const item = { ...key, revision: counted + 1, expiresAt };
        if ((await put(item, call)) === 'stored') return true;
      }
      throw unavailable('its counter of test calls is being written by others');
    },
  };
}

function recordKey({ environment, execution }: TestCallKey): Key {
  return { pk: `CALL#${environment}`, sk: `EXECUTION#${execution}` };
}

/** The whole as JSON, and beside it what a person looks for in the console. */
function recordItem(record: TestCallRecord): Key & { readonly revision: number } {
  const { revision, intendedAt, to, sid, end } = record;
  const state = end?.kind ?? (sid === undefined ? 'intended' : 'placed');
  const shown = { revision, state, intendedAt, to, sid };
  return { ...recordKey(record), ...shown, record: JSON.stringify(record) } as Key & {
    readonly revision: number;
  };
}

function readRecord(stored: unknown): TestCallRecord | undefined {
  if (stored === undefined) return undefined;
  try {
    const record = JSON.parse(String(stored)) as TestCallRecord;
    if (Array.isArray(record.attempts) && Number.isInteger(record.revision)) return record;
  } catch {
    // Below, as any other text that is no record.
  }
  throw unavailable('it has a test call that this version cannot read');
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

function unavailable(detail: string): PreflightError {
  return new PreflightError(`The table of runs could not be used: ${detail}`, {
    code: 'history.unavailable',
    fault: 'service',
  });
}
