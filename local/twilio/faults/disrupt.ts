import type { ServerResponse } from 'node:http';
import { refuse } from '../rest/answer.ts';
import { htmlPage, json, type WireAnswer } from '../rest/answer-request.ts';
import type { TwilioRequest } from '../rest/twilio-request.ts';
import { escapeMarkup } from '../rest/xml.ts';
import type { DisruptiveFault } from './fault.ts';

/** What a fault makes of a request: an answer to send, or a misbehaviour of the connection. */
export type DisruptedAnswer =
  | {
      readonly outcome: 'answer';
      readonly answer: WireAnswer;
      readonly headers: Record<string, string>;
    }
  | {
      readonly outcome: 'misbehave';
      /** What the client gets to see, `null` when no status is sent. */
      readonly status: number | null;
      run(response: ServerResponse): void;
    };

const DRIP_INTERVAL_MS = 20;

/** Turns a fault into what happens. `request` is needed only by the proxy that echoes credentials. */
export function disrupt(fault: DisruptiveFault, request: TwilioRequest): DisruptedAnswer {
  switch (fault.kind) {
    case 'status':
      return answer(json(refuse(fault.status, fault.code, fault.message)));
    case 'html':
      return answer(htmlPage(fault.status));
    case 'malformed-json':
      return answer(text(fault.status, '{"code":20003,"message":"Authen'));
    case 'empty':
      return answer(text(fault.status, ''));
    case 'redirect':
      return answer(text(fault.status ?? 302, ''), { Location: fault.location });
    case 'rate-limit':
      return answer(json(refuse(429, 20429)), retryAfter(fault.retryAfterSeconds));
    case 'json':
      return answer(
        { ...text(fault.status, JSON.stringify(fault.body)), ...type(fault) },
        fault.requestId === undefined ? {} : { 'Twilio-Request-Id': fault.requestId },
      );
    case 'echo-credentials':
      return answer(echo(fault, request));
    case 'hang':
      return { outcome: 'misbehave', status: null, run: () => undefined };
    case 'reset':
    case 'lost-answer':
      return { outcome: 'misbehave', status: null, run: reset };
    case 'slow-body':
      return misbehaveAfterHead(fault.status ?? 200, drip);
    case 'truncated':
      return misbehaveAfterHead(fault.status ?? 200, truncate);
  }
}

function answer(wire: WireAnswer, headers: Record<string, string> = {}): DisruptedAnswer {
  return { outcome: 'answer', answer: wire, headers };
}

function misbehaveAfterHead(
  status: number,
  run: (response: ServerResponse) => void,
): DisruptedAnswer {
  return {
    outcome: 'misbehave',
    status,
    run: (response) => {
      response.statusCode = status;
      response.setHeader('Content-Type', 'application/json;charset=utf-8');
      run(response);
    },
  };
}

function text(status: number, content: string): WireAnswer {
  return { status, contentType: 'application/json;charset=utf-8', text: content };
}

function type(fault: { readonly contentType?: string | undefined }): { contentType?: string } {
  return fault.contentType === undefined ? {} : { contentType: fault.contentType };
}

function retryAfter(seconds: number | undefined): Record<string, string> {
  return seconds === undefined ? {} : { 'Retry-After': String(seconds) };
}

/** The password goes out on purpose: a client's reports must stay clean even behind such a proxy. */
function echo(
  fault: { readonly status?: number | undefined; readonly format?: 'json' | 'html' | undefined },
  { authorization = '', credentials }: TwilioRequest,
): WireAnswer {
  const received = `Refused: Authorization: ${authorization} (password ${credentials?.password ?? ''})`;
  const status = fault.status ?? 401;
  return fault.format === 'html'
    ? { status, contentType: 'text/html', text: `<html><p>${escapeMarkup(received)}</p></html>` }
    : json(refuse(status, 20003, received));
}

function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

function drip(response: ServerResponse): void {
  response.write('{');
  const timer = setInterval(() => response.write(' '), DRIP_INTERVAL_MS);
  response.on('close', () => clearInterval(timer));
}

function truncate(response: ServerResponse): void {
  response.setHeader('Content-Length', '1000');
  response.write('{"sid":"AC', () => response.socket?.end());
}
