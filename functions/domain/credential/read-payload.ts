import type { NotJson } from '../model/credential-parse.ts';
import { jsonMembers } from '../text/json-members.ts';
import { characterCount } from './character-count.ts';
import { notJsonDetail } from './not-json-detail.ts';

/** The top level of a secret's JSON object. Names and values may both be secrets. */
export interface PayloadObject {
  readonly outcome: 'object';
  readonly members: ReadonlyMap<string, unknown>;
  /** Names that occur more than once, and whether their values differ; `members` has the last. */
  readonly repeated: ReadonlyMap<string, Repetition>;
  /** The JSON itself, for a field further down. */
  readonly text: string;
}

export type Repetition = 'alike' | 'different';

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
    text,
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
 * The top-level names that occur more than once in the text of a JSON object, which must be valid.
 * `JSON.parse` keeps the last and says nothing; other parsers keep the first. The names may be secrets put
 * in the wrong place: search for known names, print nothing else.
 */
export function repeatedNames(text: string): ReadonlyMap<string, Repetition> {
  const seen = new Map<string, string>();
  const repeated = new Map<string, Repetition>();
  for (const [name, source] of jsonMembers(text)) {
    // Two spellings of one text are alike; anything else is compared as it is written.
    const value = source.startsWith('"') ? `"${JSON.parse(source)}` : source;
    const earlier = seen.get(name);
    if (earlier !== undefined) {
      const isAlike = earlier === value && repeated.get(name) !== 'different';
      repeated.set(name, isAlike ? 'alike' : 'different');
    }
    seen.set(name, value);
  }
  return repeated;
}

/** What stands at the end of a path of names, and whether a name on the way occurs more than once. */
export interface PathValue {
  readonly value: unknown;
  readonly repeated: Repetition | undefined;
}

/**
 * Follows names through objects, and through texts that hold the JSON of one; undefined where they lead
 * nowhere.
 */
export function valueAt(
  payload: PayloadObject,
  [name = '', ...rest]: readonly string[],
): PathValue | undefined {
  if (!payload.members.has(name)) return undefined;
  const value = payload.members.get(name);
  const repeated = payload.repeated.get(name);
  if (rest.length === 0) return { value, repeated };
  // Of a name that is there twice the last counts, here as in JSON.parse.
  const sources = new Map(jsonMembers(payload.text));
  const inside = readPayload(typeof value === 'string' ? value : String(sources.get(name)));
  const found = inside.outcome === 'object' ? valueAt(inside, rest) : undefined;
  return found && { ...found, repeated: repeated ?? found.repeated };
}
