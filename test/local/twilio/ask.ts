import { once } from 'node:events';
import { type ClientRequest, type IncomingHttpHeaders, request } from 'node:http';
import type { LocalTwilio } from '../../../local/twilio/start-local-twilio.ts';

/** A question to the local Twilio: GET on api.twilio.com by default. */
export interface Question {
  readonly method?: string;
  readonly host?: string;
  /** Username and password. */
  readonly as?: readonly [string, string];
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An answer as received. `code` is Twilio's error code, where the body has one. */
export interface Answered {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly code: unknown;
}

/** Sends a question over a socket of its own, and leaves the answer to the caller. */
export function send(twilio: LocalTwilio, path: string, question: Question = {}): ClientRequest {
  const basic = Buffer.from((question.as ?? []).join(':')).toString('base64');
  const outgoing = request(`${twilio.origin}`, {
    path,
    agent: false,
    method: question.method ?? 'GET',
    headers: {
      Host: question.host ?? 'api.twilio.com',
      ...(question.as === undefined ? {} : { Authorization: `Basic ${basic}` }),
      ...question.headers,
    },
  });
  // Node frames the body of a DELETE by no header of its own.
  if (question.body !== undefined) {
    outgoing.setHeader('Content-Length', Buffer.byteLength(question.body));
  }
  outgoing.end(question.body);
  return outgoing;
}

/** Asks and reads the whole answer. Rejects when the connection breaks first. */
export async function ask(
  twilio: LocalTwilio,
  path: string,
  question: Question = {},
): Promise<Answered> {
  const [response] = await once(send(twilio, path, question), 'response');
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  const isJson = response.headers['content-type']?.includes('json') && isParsable(text);
  const body = isJson ? JSON.parse(text) : {};
  return { status: response.statusCode, headers: response.headers, text, body, code: body.code };
}

/** Sends a control call with a JSON body. */
export function control(
  twilio: LocalTwilio,
  call: `${'GET' | 'POST' | 'DELETE'} ${string}`,
  body?: unknown,
): Promise<Answered> {
  const [method = '', path = ''] = call.split(' ');
  const text = body === undefined ? {} : { body: JSON.stringify(body) };
  const headers = { 'Content-Type': 'application/json' };
  const { host } = new URL(twilio.origin);
  return ask(twilio, `/__control__${path}`, { method, host, headers, ...text });
}

function isParsable(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
