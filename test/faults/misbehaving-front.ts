import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Which requests are not served, and what happens to them. */
export interface Misbehaviour {
  /** As signatures write them (`secretsmanager`), or `twilio`; every one where absent. */
  readonly service?: string | undefined;
  /** Stands in the body of the requests that it is about, or in who asks; every one where absent. */
  readonly about?: string | undefined;
  readonly listener: RequestListener;
}

/** A server before another one, which misbehaves for some requests and hands on the rest. */
export interface Front {
  readonly origin: string;
  /** From now on; gives how often it did so far. */
  misbehave(how: Misbehaviour): () => number;
  /** Ends at once, hung requests included. */
  close(): void;
}

/** Starts a front before `origin`; without one, every request must misbehave. */
export async function startFront(origin?: string): Promise<Front> {
  const rules = new Map<Misbehaviour, number>();
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const { authorization = '' } = request.headers;
    const service = serviceOf(authorization);
    const asked = `${body}\n${Buffer.from(authorization.replace(/^Basic /, ''), 'base64')}`;
    for (const [rule, calls] of rules) {
      const isAbout = rule.about === undefined || asked.includes(rule.about);
      if (!isAbout || (rule.service !== undefined && rule.service !== service)) continue;
      rules.set(rule, calls + 1);
      return rule.listener(request, response);
    }
    await handOn({ url: `${origin}${request.url}`, request, body }, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    misbehave: (rule) => {
      rules.set(rule, 0);
      return () => rules.get(rule) ?? 0;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** From the credential scope of an AWS signature: `Credential=KEY/DATE/REGION/SERVICE/aws4_request`. */
function serviceOf(authorization: string): string {
  return /Credential=[^/]+\/\d+\/[^/]+\/(\w+)\//.exec(authorization)?.[1] ?? 'twilio';
}

const OF_THE_CONNECTION = ['connection', 'host', 'content-length', 'expect', 'transfer-encoding'];

interface Received {
  readonly url: string;
  readonly request: IncomingMessage;
  readonly body: string;
}

async function handOn({ url, request, body }: Received, response: ServerResponse): Promise<void> {
  const { method = 'GET' } = request;
  const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
    OF_THE_CONNECTION.includes(name) ? [] : [[name, String(value)]],
  );
  try {
    const answer = await fetch(url, { method, headers, ...(method === 'POST' && { body }) });
    response.writeHead(answer.status, {
      'content-type': answer.headers.get('content-type') ?? '',
      'x-amzn-requestid': answer.headers.get('x-amzn-requestid') ?? '',
    });
    response.end(await answer.text());
  } catch {
    // Its caller gave up, or the world ended.
    response.destroy();
  }
}
