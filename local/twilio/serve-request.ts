import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { refuseControl } from '../control-guard.ts';
import { answerControlCall, CONTROL_PREFIX, type Controlled } from './control/control-call.ts';
import { type DisruptedAnswer, disrupt } from './faults/disrupt.ts';
import { answerRequest } from './rest/answer-request.ts';
import { readTwilioRequest, type TwilioRequest } from './rest/twilio-request.ts';
import { randomSid } from './world/sid.ts';

/** What the server shares between requests. `closing` aborts when it shuts down. */
export interface ServerState extends Controlled {
  readonly closing: AbortSignal;
  inProgress: number;
}

interface Exchange {
  readonly request: TwilioRequest;
  readonly response: ServerResponse;
  readonly requestId: string;
  readonly concurrent: number;
}

/** Serves one request: a control call, or a Twilio call with whatever faults are in force. */
export async function serveRequest(
  state: ServerState,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (message.url?.startsWith(CONTROL_PREFIX) === true) {
    await serveControlCall(state, message, response);
    return;
  }
  state.inProgress += 1;
  response.on('close', () => {
    state.inProgress -= 1;
  });
  const concurrent = state.inProgress;
  const request = readTwilioRequest(message, await readBody(message));
  await serveTwilioCall(state, { request, response, requestId: randomSid('RQ'), concurrent });
}

async function serveTwilioCall(state: ServerState, exchange: Exchange): Promise<void> {
  const startedMs = performance.now();
  const { request, response } = exchange;
  const noteStatus = state.journal.begin(request, exchange);
  const { delayMs, fault } = state.faults.take(request);
  if (delayMs > 0) await sleep(delayMs, undefined, { signal: state.closing });
  if (fault?.kind === 'lost-answer') answerRequest(state.world, request);
  const result = fault === undefined ? undefined : disrupt(fault, request);
  if (result?.outcome === 'misbehave') {
    if (result.status !== null) noteStatus(result.status);
    setTwilioHeaders(exchange, startedMs);
    result.run(response);
    return;
  }
  const { answer, headers } = result ?? toAnswer(state, request);
  noteStatus(answer.status);
  setTwilioHeaders(exchange, startedMs);
  const authenticate =
    answer.status === 401 ? { 'WWW-Authenticate': 'Basic realm="Twilio API"' } : {};
  response.writeHead(answer.status, {
    'Content-Type': answer.contentType,
    'Content-Length': Buffer.byteLength(answer.text),
    ...authenticate,
    ...headers,
  });
  response.end(answer.text);
}

function toAnswer(
  { world }: ServerState,
  request: TwilioRequest,
): Extract<DisruptedAnswer, { readonly outcome: 'answer' }> {
  return { outcome: 'answer', answer: answerRequest(world, request), headers: {} };
}

function setTwilioHeaders({ response, requestId, concurrent }: Exchange, startedMs: number): void {
  response.setHeader('Twilio-Request-Id', requestId);
  response.setHeader('Twilio-Concurrent-Requests', concurrent);
  response.setHeader(
    'Twilio-Request-Duration',
    ((performance.now() - startedMs) / 1000).toFixed(3),
  );
}

async function serveControlCall(
  state: ServerState,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(message);
  const [path = ''] = (message.url ?? '').split('?');
  const method = message.method ?? '';
  const refused = refuseControl({ method, headers: message.headers });
  const answer =
    refused === undefined
      ? answerControlCall(state, { method, path, body })
      : { status: refused.status, body: { error: refused.error } };
  response.writeHead(answer.status, { 'Content-Type': 'application/json;charset=utf-8' });
  response.end(answer.body === undefined ? '' : `${JSON.stringify(answer.body, null, 2)}\n`);
}

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
