import { once, setMaxListeners } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFaultQueue, type FaultQueue } from './faults/fault-queue.ts';
import { createJournal, type Journal } from './journal.ts';
import { type ServerState, serveRequest } from './serve-request.ts';
import { createTwilioWorld, type TwilioWorld } from './world/twilio-world.ts';

/** A running Twilio. Its state is read and changed in place, or over HTTP under `/__control__`. */
export interface LocalTwilio {
  /** `http://127.0.0.1:PORT`; the product and Region come from each request's `Host` header. */
  readonly origin: string;
  readonly world: TwilioWorld;
  readonly faults: FaultQueue;
  readonly journal: Journal;
  /** Stops at once: open connections, hanging requests and pending delays are cut. */
  close(): Promise<void>;
}

/**
 * Starts a stateful Twilio with an empty world on 127.0.0.1.
 *
 * `port` defaults to a free one. Rejects when the port is taken. What it models, and how sure each
 * answer is, follows Twilio's documentation; open questions are `world.settings`.
 */
export async function startLocalTwilio(
  options: { readonly port?: number } = {},
): Promise<LocalTwilio> {
  const closing = new AbortController();
  // Every answer that is delayed listens; Node warns of a leak from the eleventh on.
  setMaxListeners(0, closing.signal);
  const state: ServerState = {
    world: createTwilioWorld(),
    faults: createFaultQueue(),
    journal: createJournal(),
    closing: closing.signal,
    inProgress: 0,
  };
  const server = listen(state);
  // As AWS's: no client reuses a socket in the moment in which it is closed here.
  server.keepAliveTimeout = 120_000;
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    world: state.world,
    faults: state.faults,
    journal: state.journal,
    close: async () => {
      if (closing.signal.aborted) return;
      closing.abort();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function listen(state: ServerState): Server {
  return createServer((message, response) => {
    serveRequest(state, message, response).catch((error: unknown) => {
      abandon(response, error);
    });
  });
}

/**
 * Ends a request that could not be served. Where the connection or this server goes away there is
 * nothing to answer; anything else is a defect here, and must not look like one of Twilio's answers.
 */
function abandon(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const name = error instanceof Error ? error.name : typeof error;
  response.writeHead(500, { 'Content-Type': 'text/plain' });
  response.end(`defect in the local Twilio: ${name}\n`);
}
