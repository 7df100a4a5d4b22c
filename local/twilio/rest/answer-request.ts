import { STATUS_CODES } from 'node:http';
import type { TwilioWorld } from '../world/twilio-world.ts';
import type { Answer } from './answer.ts';
import { answerOAuth } from './answer-oauth.ts';
import { answerProduct } from './answer-product.ts';
import { answerV2010 } from './answer-v2010.ts';
import { parseTwilioHost } from './twilio-host.ts';
import type { TwilioRequest } from './twilio-request.ts';
import { toTwilioXml } from './xml.ts';

/** An answer as it goes on the wire, without the headers that every answer carries. */
export interface WireAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/**
 * What Twilio says to a request in this world: JSON; XML for v2010 URLs without `.json`; an HTML 404
 * for a host that is none of Twilio's.
 */
export function answerRequest(world: TwilioWorld, request: TwilioRequest): WireAnswer {
  const host = parseTwilioHost(request.host);
  if (host === undefined) return htmlPage(404);
  if (host.product === 'oauth') return json(answerOAuth(world, request, host));
  if (host.product !== 'api') return json(answerProduct(world, request, host));
  const answer = answerV2010(world, request, host.region);
  return request.path.endsWith('.json') ? json(answer) : xml(answer);
}

/** A web server's own error page, as a proxy or load balancer in front of Twilio sends it. */
export function htmlPage(status: number): WireAnswer {
  const title = `${status} ${STATUS_CODES[status] ?? 'Unknown'}`;
  const text = `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  return { status, contentType: 'text/html', text };
}

/** An answer as JSON, with Twilio's content type. */
export function json({ status, body }: Pick<Answer, 'status' | 'body'>): WireAnswer {
  return {
    status,
    contentType: 'application/json;charset=utf-8',
    text: JSON.stringify(body),
  };
}

function xml(answer: Answer): WireAnswer {
  return {
    status: answer.status,
    contentType: 'application/xml;charset=utf-8',
    text: toTwilioXml(answer),
  };
}
