import type { Scrubber } from '../../domain/credential/scrub.ts';
import { type Answered, MAX_BODY_BYTES } from './attempt.ts';
import type { ParsedBody } from './parse-body.ts';

const MAX_CONTENT_TYPE_CHARACTERS = 60;

/**
 * Says what came instead of Twilio's JSON, for example `an HTML page (text/html, 512 bytes)`: the
 * kind of the body, its content type without parameters, its size; never a word of its content.
 */
export function describeUnexpected(
  answer: Answered,
  parsed: ParsedBody | undefined,
  scrub: Scrubber,
): string {
  const contentType = mediaType(answer.contentType);
  const kind = describeKind(answer, parsed, contentType);
  const type = contentType === '' ? 'no content type' : scrub(contentType);
  const size = answer.body === undefined ? `more than ${MAX_BODY_BYTES}` : answer.byteCount;
  return `${kind} (${type}, ${size} bytes)`;
}

function describeKind(
  answer: Answered,
  parsed: ParsedBody | undefined,
  contentType: string,
): string {
  if (answer.status >= 300 && answer.status < 400) return 'a redirect';
  if (answer.body === undefined) return 'a body that is too long';
  if (answer.byteCount === 0) return 'an empty body';
  if (parsed?.outcome === 'json') return "JSON that has not the form of Twilio's answers";
  if (contentType.includes('html')) return 'an HTML page';
  return contentType.includes('json') ? 'malformed JSON' : 'a body that is not JSON';
}

function mediaType(header: string | undefined): string {
  const [type = ''] = (header ?? '').toLowerCase().split(';', 1);
  return type.replaceAll(/[^a-z0-9/+.-]/g, '').slice(0, MAX_CONTENT_TYPE_CHARACTERS);
}
