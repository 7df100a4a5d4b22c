import { setMaxListeners } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerControl, isControlPath } from '../control/answer-control.ts';
import type { Delivery } from '../faults/delivery.ts';
import { type Answer, errorAnswer } from '../wire/answer.ts';
import { AwsError } from '../wire/aws-error.ts';
import { readBody } from '../wire/request-body.ts';
import { answerCall } from './answer-call.ts';
import type { World } from './world.ts';

/** A world that listens. */
export interface Listening {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  /** Ends at once: open sockets are destroyed and delays dropped. May be called twice. */
  close(): Promise<void>;
}

/**
 * Serves a world on 127.0.0.1 only.
 *
 * @param port 0 takes a free one. Rejects when the port is taken.
 */
export async function serve(world: World, port: number): Promise<Listening> {
  const closing = new AbortController();
  // Every answer that is delayed listens; Node warns of a leak from the eleventh on.
  setMaxListeners(0, closing.signal);
  const wait = async (delayMs: number): Promise<void> => {
    await sleep(delayMs, undefined, { signal: closing.signal });
  };
  const server = createServer((request, response) => {
    answerExchange(world, { request, response }, wait).catch(() => {
      // The world closes, or the caller went away: either way the answer is not needed.
      response.destroy();
    });
  });
  // Longer than any SDK keeps an idle socket, so that none is reused in the moment it is closed here.
  server.keepAliveTimeout = 120_000;
  await listen(server, port);
  // A server that listens on TCP has an AddressInfo.
  const { port: boundPort } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${boundPort}`,
    close: async () => {
      closing.abort();
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function answerExchange(
  world: World,
  exchange: Exchange,
  wait: (delayMs: number) => Promise<void>,
): Promise<void> {
  await sendDelivery(await deliveryFor(world, exchange, wait), exchange, wait);
}

async function deliveryFor(
  world: World,
  { request }: Exchange,
  wait: (delayMs: number) => Promise<void>,
): Promise<Delivery> {
  const { headers, method = 'GET', url = '/' } = request;
  try {
    const body = await readBody(request);
    if (isControlPath(url)) {
      return {
        how: 'send',
        answer: answerControl(world, { method, url, body: body.toString('utf8'), headers }),
      };
    }
    return await answerCall(world, { method, url, headers, body, wait });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { how: 'send', answer: errorAnswer({ kind: 'json' }, error, 'none') };
  }
}

/** The two ends of one HTTP exchange. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * Puts a delivery on the wire. A hang leaves the socket open: closing the world ends it.
 *
 * @param wait rejects when the world closes, and so ends a pause between halves.
 */
async function sendDelivery(
  delivery: Delivery,
  { response }: Exchange,
  wait: (delayMs: number) => Promise<void>,
): Promise<void> {
  switch (delivery.how) {
    case 'hang':
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'send':
      writeHead(response, delivery.answer);
      response.end(delivery.answer.body);
      return;
    case 'halves': {
      const body = Buffer.from(delivery.answer.body);
      const middle = Math.floor(body.length / 2);
      writeHead(response, delivery.answer);
      response.write(body.subarray(0, middle));
      await wait(delivery.pauseMs);
      response.end(body.subarray(middle));
      return;
    }
  }
}

function writeHead(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers });
}
