import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A server of one test on 127.0.0.1: what it was asked, and over how many connections. */
export interface LoopbackTwilio {
  readonly origin: URL;
  readonly requests: readonly Pick<IncomingMessage, 'method' | 'url' | 'headers'>[];
  connections(): number;
  /** Closes everything, so that the port refuses connections from then on. */
  stop(): Promise<void>;
}

/** Starts a server that answers the nth request with the nth listener, the last one again and again. */
export async function startTwilio(
  ...listeners: readonly [RequestListener, ...RequestListener[]]
): Promise<LoopbackTwilio> {
  const requests: IncomingMessage[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    requests.push(request);
    const listener = listeners[Math.min(requests.length, listeners.length) - 1] ?? listeners[0];
    listener(request, response);
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = (): Promise<void> => stopServer(server);
  onTestFinished(stop);
  return {
    origin: new URL(`http://127.0.0.1:${port}`),
    requests,
    connections: () => connections,
    stop,
  };
}

function stopServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

/** Answers with a status, a body (JSON unless it is a string) and headers. */
export function answer(
  status: number,
  body: unknown = {},
  headers: Readonly<Record<string, string>> = {},
): RequestListener {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(text);
  };
}

/** Twilio's classic error, as it answers a wrong Auth Token. */
export const REJECTED: RequestListener = answer(401, {
  code: 20003,
  message: 'Authenticate',
  more_info: 'https://www.twilio.com/docs/errors/20003',
  status: 401,
});

/** Cuts the connection without an answer. */
export const reset: RequestListener = (request) => {
  request.socket.resetAndDestroy();
};

/** Takes the request and never answers. */
export const hang: RequestListener = () => undefined;
