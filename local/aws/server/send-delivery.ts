import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Delivery } from '../faults/delivery.ts';
import type { Answer } from '../wire/answer.ts';

/** The two ends of one HTTP exchange. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * Puts a delivery on the wire. A hang leaves the socket open: closing the world ends it.
 *
 * @param wait rejects when the world closes, and so ends a pause between halves.
 */
export async function sendDelivery(
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
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
}
