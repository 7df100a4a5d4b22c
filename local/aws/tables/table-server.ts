import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsError } from '../wire/aws-error.ts';
import type { RawInput } from '../wire/operation.ts';
import { parseJson } from '../wire/parse-json.ts';

/** A DynamoDB of its own, behind the world's: it has no faults, no journal and no callers. */
export interface TableServer {
  /** Throws `AwsError` with DynamoDB's own name, message and status. */
  call(operation: string, input: RawInput): Promise<RawInput>;
  close(): Promise<void>;
}

// It wants a signature and reads nothing of it; the world has read the caller's own.
const SIGNATURE =
  'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=0';

/**
 * Starts `dynalite`, an independent DynamoDB that was tested against AWS's, on a loopback port. Loaded
 * here and not at the top, since it takes 130 ms and most worlds have no table. `createTableMs`: how long,
 * at least, a table that was made is not there yet.
 */
export async function startTableServer(createTableMs: number): Promise<TableServer> {
  const { default: dynalite } = await import('dynalite');
  const server = dynalite({ createTableMs });
  // Longer than `fetch` keeps an idle socket, so that none is reused in the moment it is closed here.
  server.keepAliveTimeout = 120_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on TCP has an AddressInfo.
  const { port } = server.address() as AddressInfo;
  return {
    call: (operation, input) => call(`http://127.0.0.1:${port}/`, operation, input),
    close: () => close(server),
  };
}

async function call(url: string, operation: string, input: RawInput): Promise<RawInput> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'x-amz-date': '20260101T000000Z',
      authorization: SIGNATURE,
    },
    body: JSON.stringify(input),
  });
  const body = parseJson(await response.text());
  const answer: RawInput = typeof body === 'object' && body !== null ? { ...body } : {};
  if (response.ok) return answer;
  // `com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException`
  const code = String(answer['__type']).replace(/^.*#/, '');
  throw new AwsError(code, String(answer['message'] ?? answer['Message'] ?? ''), response.status);
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
}
