import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { refuseForeign } from '../control-guard.ts';
import { answerInvoke, type InvokeAnswer, internalError } from './answer-invoke.ts';
import type { LocalFunction } from './local-function.ts';

/** Lambda's Invoke call on loopback. */
export interface LambdaEndpoint {
  /** `http://127.0.0.1:PORT`, for AWS_ENDPOINT_URL_LAMBDA. */
  readonly endpoint: string;
  /** Ends at once; the functions stay. */
  close(): Promise<void>;
}

/** Which functions answer, and where. */
export interface LambdaEndpointOptions {
  readonly functions: readonly LocalFunction[];
  /** Default 0: any free port. */
  readonly port?: number;
}

/**
 * Serves Lambda's Invoke and GetFunctionConfiguration, for the AWS CLI and the SDK. Rejects when the port is taken.
 * Source: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export async function startLambdaEndpoint(options: LambdaEndpointOptions): Promise<LambdaEndpoint> {
  const server = createServer((request, response) => {
    serve(options.functions, request)
      .catch(internalError)
      .then((answer) => send(response, answer))
      .catch(() => response.destroy());
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on TCP has an AddressInfo.
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function serve(
  functions: readonly LocalFunction[],
  request: IncomingMessage,
): Promise<InvokeAnswer> {
  const { method = 'GET', url = '/', headers } = request;
  const body = await text(request);
  const refused = refuseForeign({ method, headers });
  if (refused !== undefined) {
    return { status: refused.status, headers: {}, body: refused.error };
  }
  return await answerInvoke(functions, { method, url, headers, body });
}

function send(response: ServerResponse, { status, headers, body }: InvokeAnswer): void {
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}
