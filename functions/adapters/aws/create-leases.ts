import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  DynamoDBServiceException,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Leases } from '../../domain/model/leases.ts';
import type { Clock } from '../../domain/model/ports.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import { type CallLimits, createRequestHandler } from './create-request-handler.ts';
import { type AwsService, describeFault } from './describe-fault.ts';
import { inTime } from './in-time.ts';
import { itemOf } from './run-item.ts';

/** Which table, and whose time. */
export interface LeasesOptions extends CallLimits {
  /** Name or ARN of the table of runs; in the function's own Region. */
  readonly table: string;
  readonly clock: Pick<Clock, 'now'>;
}

const DYNAMODB: AwsService = { name: 'DynamoDB', exception: DynamoDBServiceException };
const REQUEST_TIMEOUT_MS = 1_500;
/** Stored for a day after it ended, for a person who looks; then DynamoDB's TTL takes it away. */
const KEPT_SECONDS = 86_400;

/**
 * Leases in the table of runs (`LEASE#name` / `LEASE`), each a conditional write: of all who ask at once one
 * gets it, and no other until it ends. A time-out is no retry: the lease may be taken.
 *
 * Throws {@link PreflightError} `history.unavailable` where DynamoDB gives no usable answer.
 */
export function createLeases({ table, clock, ...limits }: LeasesOptions): Leases {
  const timeoutMs = limits.requestTimeoutMs ?? REQUEST_TIMEOUT_MS;
  const client = new DynamoDBClient({
    requestHandler: createRequestHandler({ ...limits, requestTimeoutMs: timeoutMs }),
    maxAttempts: 1,
  });
  return {
    take: async (name, forMs, { signal }) => {
      const now = clock.now().getTime();
      const command = new PutItemCommand(leaseInput({ table, name, now, until: now + forMs }));
      try {
        const { $metadata } = await inTime(signal, (abortSignal) =>
          client.send(command, { abortSignal }),
        );
        if ($metadata.requestId === undefined) throw new Error('an answer that is not DynamoDB’s');
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw unavailable(error);
      }
    },
  };
}

interface Lease {
  readonly table: string;
  readonly name: string;
  readonly now: number;
  readonly until: number;
}

function leaseInput({
  table,
  name,
  now,
  until,
}: Lease): ConstructorParameters<typeof PutItemCommand>[0] {
  const expiresAt = Math.ceil(until / 1000) + KEPT_SECONDS;
  return {
    TableName: table,
    Item: itemOf({ pk: `LEASE#${name}`, sk: 'LEASE', until, expiresAt }),
    // `until` is one of DynamoDB's reserved words.
    ConditionExpression: 'attribute_not_exists(pk) OR #until <= :now',
    ExpressionAttributeNames: { '#until': 'until' },
    ExpressionAttributeValues: itemOf({ ':now': now }),
  };
}

/** The client's own error keeps the request, so it goes no further. */
function unavailable(error: unknown): PreflightError {
  const { message } = describeFault(error, DYNAMODB);
  return new PreflightError(message, { code: 'history.unavailable', fault: 'service' });
}
