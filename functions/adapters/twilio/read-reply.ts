import { repeatedNames } from '../../domain/credential/payload-object.ts';
import type { Scrubber } from '../../domain/credential/scrub.ts';
import { saysTrial } from '../../domain/facts/answers.ts';
import type {
  Exchange,
  JsonObject,
  TwilioQuestion,
  TwilioReply,
} from '../../domain/model/twilio-api.ts';
import { grantIn, isGrantError } from './access-token.ts';
import type { Answered, Attempt } from './attempt.ts';
import { type ParsedBody, parseBody } from './parse-body.ts';
import { showsPassword } from './shows-password.ts';

const MAX_MESSAGE_CHARACTERS = 200;
const MAX_CONTENT_TYPE_CHARACTERS = 60;

/** What is kept of the texts in an answer. */
export interface ServiceTexts {
  /** Hides every part of the secrets that were sent. */
  readonly scrub: Scrubber;
  /** Gives what may be shown of a text. */
  readonly quote: (text: string) => string;
}

/** How the answer to one question is read. */
export interface Reading {
  readonly texts: ServiceTexts;
  readonly question: TwilioQuestion;
}

/**
 * Translates the attempt that counts into the port's words (see {@link TwilioReply}). A `resource` is a 200
 * (or the 201 of a POST) whose content type is JSON's, and that gives no member two values. It is a
 * `refusal` only where Twilio itself speaks: a status of 400 or more, a JSON object sent as JSON, an integer
 * `code` (see {@link codeIn} for the exceptions), and a `status` in it, if any, that is the HTTP status. Both of Twilio's error shapes pass:
 * the classic `{code, message, more_info, status}` and RFC 9457's `{type, title, status, code, detail}`.
 */
export function readReply(attempt: Attempt, exchange: Exchange, reading: Reading): TwilioReply {
  if (attempt.kind === 'unanswered') {
    return { ...exchange, kind: 'no-answer', reason: attempt.reason, detail: attempt.detail };
  }
  const { status } = attempt;
  const { texts, question } = reading;
  const parsed = parsedBody(attempt, reading);
  const body = isJsonType(attempt.contentType) ? objectOf(parsed) : undefined;
  if (body !== undefined && isDone(status, question)) {
    const isPrimaryToken = question.comparesToken && showsPassword(attempt.body, question);
    return {
      ...exchange,
      kind: 'resource',
      status,
      body,
      isPrimaryToken,
      ...grantIn(question, attempt.body),
    };
  }
  const refusal = body && refusalIn(attempt, body, reading);
  if (refusal !== undefined) return { ...exchange, ...refusal };
  const detail = describeUnexpected(attempt, parsed, texts);
  return { ...exchange, kind: 'unexpected', status, detail };
}

/** Absent where there is no body; `ambiguous`: one member has two values, of which `JSON.parse` keeps the last. */
type Parsed = ParsedBody | { readonly outcome: 'ambiguous' } | undefined;

/** A page of many numbers is not looked through for members with two values. */
function parsedBody({ body }: Answered, { texts, question }: Reading): Parsed {
  if (body === undefined) return undefined;
  const parsed = parseBody(body, texts.scrub, question.members);
  if (question.members !== undefined || objectOf(parsed) === undefined) return parsed;
  const isAmbiguous = [...repeatedNames(body).values()].includes('different');
  return isAmbiguous ? { outcome: 'ambiguous' } : parsed;
}

function isDone(status: number, { form }: Reading['question']): boolean {
  return status === 200 || (status === 201 && form !== undefined);
}

function objectOf(parsed: Parsed): JsonObject | undefined {
  return parsed?.outcome === 'json' && isJsonObject(parsed.value) ? parsed.value : undefined;
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Refusal = Omit<Extract<TwilioReply, { readonly kind: 'refusal' }>, keyof Exchange>;

function refusalIn(
  answer: Answered,
  body: JsonObject,
  { question, texts }: Reading,
): Refusal | undefined {
  const isGrant = question.product === 'oauth' || undefined;
  const code = codeIn(body, question);
  const isOwn = (body['status'] ?? answer.status) === answer.status;
  if (answer.status < 400 || !isOwn || !isErrorCode(code)) return undefined;
  const { status } = answer;
  return { kind: 'refusal', status, code, message: refusalMessage(body, texts), isGrant };
}

/** 0 where Twilio gives none: its token endpoint has a word, and a Trial account's refusal a text alone. */
function codeIn(body: JsonObject, { product, form }: TwilioQuestion): unknown {
  if (product === 'oauth' && isGrantError(body)) return 0;
  const { code, message } = body;
  const isOfTrial = form !== undefined && isText(message) && saysTrial(message);
  return code ?? (isOfTrial ? 0 : undefined);
}

/** Twilio's have at most six digits; a longer number may be anything. */
function isErrorCode(code: unknown): code is number {
  return typeof code === 'number' && Number.isInteger(code) && code >= 0 && code < 1_000_000;
}

function refusalMessage(body: JsonObject, { quote }: ServiceTexts): string {
  const text =
    [body['message'], body['detail'], body['error_description'], body['title']].find(isText) ?? '';
  return quote(text).slice(0, MAX_MESSAGE_CHARACTERS);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/**
 * Says what came instead of Twilio's JSON, for example `an HTML page (text/html, 512 bytes)`: the
 * kind of the body, its content type without parameters, its size; never a word of its content.
 */
function describeUnexpected(answer: Answered, parsed: Parsed, { quote }: ServiceTexts): string {
  const contentType = mediaType(answer.contentType);
  const kind = describeKind(answer, parsed, contentType);
  const type = contentType === '' ? 'no content type' : quote(contentType);
  const size = answer.body === undefined ? `more than ${answer.maxBytes}` : answer.byteCount;
  return `${kind} (${type}, ${size} bytes)`;
}

function describeKind(answer: Answered, parsed: Parsed, contentType: string): string {
  if (answer.status >= 300 && answer.status < 400) return 'a redirect';
  if (answer.body === undefined) return 'a body that is too long';
  if (answer.byteCount === 0) return 'an empty body';
  if (parsed?.outcome === 'ambiguous') return 'JSON that gives a member two values';
  if (parsed?.outcome === 'json') {
    return isJsonType(answer.contentType)
      ? "JSON that has not the form of Twilio's answers"
      : 'JSON of another content type';
  }
  if (contentType.includes('html')) return 'an HTML page';
  return contentType.includes('json') ? 'malformed JSON' : 'a body that is not JSON';
}

/** The JSON MIME types, https://mimesniff.spec.whatwg.org/#json-mime-type, with any parameters. */
const JSON_TYPE = /^(?:(?:application|text)\/json|[\w.-]+\/[\w.-]+\+json)\s*(?:;|$)/i;

function isJsonType(header: string | undefined): boolean {
  return JSON_TYPE.test(header ?? '');
}

function mediaType(header: string | undefined): string {
  const [type = ''] = (header ?? '').toLowerCase().split(';', 1);
  return type.replaceAll(/[^a-z0-9/+.-]/g, '').slice(0, MAX_CONTENT_TYPE_CHARACTERS);
}
