import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { InvocationFault, InvocationResult } from './local-function.ts';

/** What a process reports to its environment through the Runtime API. */
export interface RuntimeListener {
  /** It asks for an event: the first time, its start is over. */
  onReady(): void;
  onInitError(fault: InvocationFault): void;
  /** It answers the event that it has. */
  onResult(result: InvocationResult): void;
}

/** An event for the process. */
export interface RuntimeEvent {
  readonly requestId: string;
  readonly functionArn: string;
  /** Epoch milliseconds. */
  readonly deadlineMs: number;
  /** JSON. */
  readonly body: string;
}

/** Lambda's Runtime API for one process. */
export interface RuntimeApi {
  /** `127.0.0.1:PORT`, for AWS_LAMBDA_RUNTIME_API. */
  readonly address: string;
  /** Answers the waiting request for an event. Only after `onReady`, and once for each. */
  send(event: RuntimeEvent): void;
  close(): Promise<void>;
}

const RUNTIME = '/2018-06-01/runtime/';

/**
 * Serves the Runtime API on a free loopback port.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export async function startRuntimeApi(listener: RuntimeListener): Promise<RuntimeApi> {
  let waiting: ServerResponse | undefined;
  const server = createServer((request, response) => {
    if (request.method === 'GET' && request.url === `${RUNTIME}invocation/next`) {
      waiting = response;
      listener.onReady();
      return;
    }
    receive(listener, request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on TCP has an AddressInfo.
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    send: (event) => {
      waiting?.writeHead(200, eventHeaders(event)).end(event.body);
      waiting = undefined;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function eventHeaders(event: RuntimeEvent): Readonly<Record<string, string>> {
  return {
    'Content-Type': 'application/json',
    'Lambda-Runtime-Aws-Request-Id': event.requestId,
    'Lambda-Runtime-Deadline-Ms': String(event.deadlineMs),
    'Lambda-Runtime-Invoked-Function-Arn': event.functionArn,
  };
}

async function receive(
  listener: RuntimeListener,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body: unknown = JSON.parse(await text(request));
  const path = (request.url ?? '').slice(RUNTIME.length);
  response.writeHead(202).end();
  if (path === 'init/error') {
    listener.onInitError(toFault(body));
    return;
  }
  if (path.endsWith('/response')) listener.onResult({ outcome: 'returned', payload: body });
  else listener.onResult({ outcome: 'error', ...toFault(body) });
}

function toFault(body: unknown): InvocationFault {
  const { errorType = 'Error', errorMessage = '' } = (body ?? {}) as Partial<InvocationFault>;
  return { errorType, errorMessage };
}
