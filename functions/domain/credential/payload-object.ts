import { jsonMembers } from '../text/json-members.ts';

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

/** Reads a text as a JSON object; undefined for anything else. */
export function payloadObject(text: string): PayloadObject | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, so it goes no further.
    return undefined;
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  return {
    outcome: 'object',
    members: new Map(Object.entries(json)),
    repeated: repeatedNames(text),
    text,
  };
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
  const inside = payloadObject(typeof value === 'string' ? value : String(sources.get(name)));
  const found = inside && valueAt(inside, rest);
  return found && { ...found, repeated: repeated ?? found.repeated };
}
