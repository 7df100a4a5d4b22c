import type { NotJson } from '../model/credential-parse.ts';
import { jsonMembers } from '../text/json-members.ts';
import { characterCount } from './character-count.ts';
import { notJsonDetail } from './not-json-detail.ts';

/** The top level of a secret's JSON object. Names and values may both be secrets. */
export interface PayloadObject {
  readonly outcome: 'object';
  readonly members: ReadonlyMap<string, unknown>;
  /** Names that occur more than once with different values; `members` has the last. */
  readonly repeated: ReadonlySet<string>;
}

/**
 * Reads a payload as a JSON object. Anything else is `not-json`, also valid JSON that is no
 * object; `detail` then completes "the secret holds …" without any of its content.
 */
export function readPayload(text: string): PayloadObject | NotJson {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, so it goes no further.
    return { outcome: 'not-json', detail: notJsonDetail(text) };
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return { outcome: 'not-json', detail: otherJsonDetail(json) };
  }
  return {
    outcome: 'object',
    members: new Map(Object.entries(json)),
    repeated: repeatedNames(text),
  };
}

function otherJsonDetail(json: unknown): string {
  if (json === null) return 'the JSON value null, not an object';
  if (Array.isArray(json)) return 'a JSON array, not an object';
  if (typeof json !== 'string') return `a JSON ${typeof json}, not an object`;
  return readPayload(json).outcome === 'object'
    ? 'a JSON string that itself holds a JSON object: it was encoded twice'
    : `a JSON string of ${characterCount(json)}, not an object`;
}

/**
 * The top-level names that occur more than once with different values in the text of a JSON object.
 * `JSON.parse` keeps the last and says nothing; other parsers keep the first.
 * `text` must be valid JSON with an object at the top. The names may be secrets put in the wrong
 * place: search for known names, print nothing else.
 */
export function repeatedNames(text: string): ReadonlySet<string> {
  const seen = new Map<string, string>();
  const repeated = new Set<string>();
  for (const [name, source] of jsonMembers(text)) {
    const earlier = seen.get(name);
    if (earlier !== undefined && earlier !== source) repeated.add(name);
    seen.set(name, source);
  }
  return repeated;
}
