import type { Scrubber } from '../../domain/credential/scrub.ts';
import type { Exchange, JsonObject, TwilioReply } from '../../domain/model/ports.ts';
import type { Answered, Attempt } from './attempt.ts';
import { type ParsedBody, parseBody } from './parse-body.ts';
import { describeUnexpected } from './unexpected-body.ts';

const MAX_MESSAGE_CHARACTERS = 200;

/**
 * Translates the attempt that counts into the port's words (see {@link TwilioReply}). It is a
 * `refusal` only where Twilio itself speaks: a status of 400 or more, a JSON object with an integer
 * `code`, and a `status` in it, if any, that is the HTTP status. Both of Twilio's error shapes pass:
 * the classic `{code, message, more_info, status}` and RFC 9457's `{type, title, status, code, detail}`.
 */
export function readReply(attempt: Attempt, exchange: Exchange, scrub: Scrubber): TwilioReply {
  if (attempt.kind === 'unanswered') {
    return { ...exchange, kind: 'no-answer', reason: attempt.reason, detail: attempt.detail };
  }
  const { status } = attempt;
  const parsed = attempt.body === undefined ? undefined : parseBody(attempt.body, scrub);
  const body = objectOf(parsed);
  if (body !== undefined && status >= 200 && status < 300) {
    return { ...exchange, kind: 'resource', status, body };
  }
  const code = body && refusalCode(attempt, body);
  if (body !== undefined && code !== undefined) {
    return { ...exchange, kind: 'refusal', status, code, message: refusalMessage(body, scrub) };
  }
  const detail = describeUnexpected(attempt, parsed, scrub);
  return { ...exchange, kind: 'unexpected', status, detail };
}

function objectOf(parsed: ParsedBody | undefined): JsonObject | undefined {
  return parsed?.outcome === 'json' && isJsonObject(parsed.value) ? parsed.value : undefined;
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refusalCode(answer: Answered, body: JsonObject): number | undefined {
  const { code, status } = body;
  const isOwn = status === undefined || status === answer.status;
  const isError = answer.status >= 400;
  return isError && isOwn && typeof code === 'number' && Number.isInteger(code) ? code : undefined;
}

function refusalMessage(body: JsonObject, scrub: Scrubber): string {
  const text = [body['message'], body['detail'], body['title']].find(isText) ?? '';
  // Scrubbed again without its control characters: they could have split a part of a secret.
  const clean = scrub(text.replaceAll(/\p{C}/gu, ''));
  return [...clean].slice(0, MAX_MESSAGE_CHARACTERS).join('');
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
