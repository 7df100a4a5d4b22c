import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  DynamoDBServiceException,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandOutput,
} from '@aws-sdk/client-dynamodb';
import type { CallOptions } from '../../domain/model/ports.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import type { RunHistory } from '../../domain/model/run-history.ts';
import { type CallLimits, createRequestHandler } from './create-request-handler.ts';
import { type AwsService, describeFault } from './describe-fault.ts';
import { inTime } from './in-time.ts';
import { listRuns, type QueryInput } from './list-runs.ts';
import { type Item, itemOf, runItem } from './run-item.ts';
import { readStateItem, stateItem, stateKey } from './state-item.ts';

/** Which table, and how patiently it is asked. */
export interface RunHistoryOptions extends CallLimits {
  /** Name or ARN; in the function's own Region. */
  readonly table: string;
  /** Days that a run is stored; default 400: a year, and an audit of it. */
  readonly keptDays?: number;
  /** HTTP attempts per call; default 2. */
  readonly maxAttempts?: number;
}

const DYNAMODB: AwsService = { name: 'DynamoDB', exception: DynamoDBServiceException };
const KEPT_DAYS = 400;
/** DynamoDB answers in some 10 ms; alerts wait for it, so a silent one is given up early. */
const REQUEST_TIMEOUT_MS = 1_500;
const ATTEMPTS = 2;

/**
 * Stores runs and states in one DynamoDB table, see docs/history.md. States are read consistently and
 * written on condition of the revision before, so that of concurrent writers one wins.
 *
 * Throws {@link PreflightError} `history.unavailable` with AWS's error name and text; its `cause` holds only
 * these, since the client's errors keep the request.
 */
export function createRunHistory(options: RunHistoryOptions): RunHistory {
  const { table, keptDays = KEPT_DAYS, maxAttempts = ATTEMPTS } = options;
  const client = new DynamoDBClient({
    requestHandler: createRequestHandler({ requestTimeoutMs: REQUEST_TIMEOUT_MS, ...options }),
    retryMode: 'standard',
    maxAttempts,
  });
  const put = async (
    input: Omit<ConstructorParameters<typeof PutItemCommand>[0], 'TableName'>,
    call: CallOptions,
  ): Promise<void> => {
    const command = new PutItemCommand({ TableName: table, ...input });
    const answer = await inTime(call.signal, (abortSignal) =>
      client.send(command, { abortSignal }),
    );
    requireRequestId(answer.$metadata.requestId);
  };
  return {
    record: async (run, call) => {
      await translated(() => put({ Item: runItem(run, keptDays) }, call));
    },
    readState: (subject, call) =>
      translated(async () => {
        const command = new GetItemCommand({
          TableName: table,
          Key: stateKey(subject),
          ConsistentRead: true,
        });
        const answer = await inTime(call.signal, (abortSignal) =>
          client.send(command, { abortSignal }),
        );
        requireRequestId(answer.$metadata.requestId);
        return answer.Item === undefined ? undefined : usableState(answer.Item);
      }),
    putState: (subject, state, call) =>
      translated(async () => {
        try {
          await put({ Item: stateItem(subject, state), ...revisionBefore(state.revision) }, call);
          return 'stored';
        } catch (error) {
          if (error instanceof ConditionalCheckFailedException) return 'conflict';
          throw error;
        }
      }),
    listRuns: (query, call) =>
      translated(() => listRuns(query, (input) => sendQuery({ client, table }, input, call))),
  };
}

interface Connection {
  readonly client: DynamoDBClient;
  readonly table: string;
}

async function sendQuery(
  { client, table }: Connection,
  input: QueryInput,
  call: CallOptions,
): Promise<QueryCommandOutput> {
  const command = new QueryCommand({ TableName: table, ...input });
  const answer = await inTime(call.signal, (abortSignal) => client.send(command, { abortSignal }));
  requireRequestId(answer.$metadata.requestId);
  return answer;
}

function revisionBefore(
  revision: number,
): Pick<
  ConstructorParameters<typeof PutItemCommand>[0],
  'ConditionExpression' | 'ExpressionAttributeValues'
> {
  return revision === 1
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: 'revision = :before',
        ExpressionAttributeValues: itemOf({ ':before': revision - 1 }),
      };
}

function usableState(item: Item): ReturnType<typeof readStateItem> & {} {
  const state = readStateItem(item);
  if (state !== undefined) return state;
  throw new PreflightError('The history has a state that this version cannot read.', {
    code: 'history.unavailable',
    fault: 'service',
  });
}

/** A 200 without a request id is a proxy's, or an empty body that the client takes for an answer. */
function requireRequestId(requestId: string | undefined): void {
  if (!requestId) {
    throw new PreflightError(
      `The history could not be used: it gave an answer that is not one of DynamoDB.`,
      {
        code: 'history.unavailable',
        fault: 'service',
      },
    );
  }
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw unavailable(error);
  }
}

function unavailable(error: unknown): PreflightError {
  if (error instanceof PreflightError && error.code === 'history.unavailable') return error;
  const { name, message } = describeFault(error, DYNAMODB);
  return new PreflightError(`The history could not be used: ${message}`, {
    code: 'history.unavailable',
    fault: 'service',
    cause: { name, message },
  });
}
