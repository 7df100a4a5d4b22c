import type { NotJson } from '../model/credential-parse.ts';
import { characterCount } from './character-count.ts';
import { notJsonDetail } from './not-json-detail.ts';
import { type PayloadObject, payloadObject } from './payload-object.ts';

/**
 * Reads a payload as a JSON object. Anything else is `not-json`, also valid JSON that is no
 * object; `detail` then completes "the secret holds …" without any of its content.
 */
export function readPayload(text: string): PayloadObject | NotJson {
  return payloadObject(text) ?? { outcome: 'not-json', detail: detailOf(text) };
}

function detailOf(text: string): string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return notJsonDetail(text);
  }
  return otherJsonDetail(json);
}

function otherJsonDetail(json: unknown): string {
  if (json === null) return 'the JSON value null, not an object';
  if (Array.isArray(json)) return 'a JSON array, not an object';
  if (typeof json !== 'string') return `a JSON ${typeof json}, not an object`;
  return payloadObject(json) !== undefined
    ? 'a JSON string that itself holds a JSON object: it was encoded twice'
    : `a JSON string of ${characterCount(json)}, not an object`;
}
