import { type Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { type Answered, type Attempt, answerHead } from './attempt.ts';
import { type AttemptBounds, boundedAttempt, readBody } from './bounded-attempt.ts';

/** One request on the wire. `headers` and `body` may hold a secret, so this object goes nowhere else. */
export interface WireRequest extends AttemptBounds {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly agent: Agent;
  /** An answer is read so far and no further. */
  readonly maxBytes: number;
}

/**
 * Sends one request and reads the whole answer. Never throws: what the network does is an
 * {@link Attempt}. Redirects are not followed, and a body is read to `maxBytes` at most.
 * TLS is verified as Node does (`NODE_EXTRA_CA_CERTS` adds authorities); proxies are not supported.
 */
export async function sendOnce(request: WireRequest): Promise<Attempt> {
  return await boundedAttempt(request, async (signal) => {
    const opened = await open(request, signal);
    return opened.isUpgrade
      ? upgraded(opened.response, request)
      : await readAnswer(opened.response, request);
  });
}

/** The head of an answer; after an upgrade nothing that follows it is HTTP. */
interface Opened {
  readonly response: IncomingMessage;
  readonly isUpgrade: boolean;
}

function open(request: WireRequest, signal: AbortSignal): Promise<Opened> {
  const { method, url, headers, body, agent } = request;
  const name = url.hostname.replaceAll(/[[\]]/g, '');
  // Without this Node checks the certificate against the Host header, which names Twilio even when
  // the request goes to a loopback origin. An IP address is never sent as SNI (RFC 6066).
  const servername = isIP(name) === 0 ? name : '';
  const send = url.protocol === 'http:' ? httpRequest : httpsRequest;
  return new Promise((resolve, reject) => {
    const outgoing = send(url, { method, headers, agent, signal, servername });
    outgoing.on('response', (response) => resolve({ response, isUpgrade: false }));
    // Without a listener Node drops the connection of a 101, and no other event says so.
    outgoing.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve({ response, isUpgrade: true });
    });
    outgoing.on('error', reject);
    // The last event of every request: after an answer or an error it changes nothing.
    outgoing.on('close', () => reject(new Error('closed without an answer')));
    outgoing.end(body);
  });
}

async function readAnswer(response: IncomingMessage, { maxBytes }: WireRequest): Promise<Answered> {
  return { ...headOf(response), ...(await readBody(response, maxBytes)) };
}

/** The request asks for no other protocol: the status and its headers are the whole answer. */
function upgraded(response: IncomingMessage, { maxBytes }: WireRequest): Answered {
  return { ...headOf(response), byteCount: 0, maxBytes, body: '' };
}

function headOf({ statusCode = 0, headers }: IncomingMessage): ReturnType<typeof answerHead> {
  return answerHead(statusCode, (name) => headers[name]);
}
