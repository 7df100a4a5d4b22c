import type { SettingPath } from '../setting-path.ts';
import {
  fail,
  type JsonCursor,
  peek,
  positionOf,
  readNumber,
  readString,
  type TextPosition,
  take,
} from './json-cursor.ts';

/** A key that stands in the text more than once, or that no object may have. */
export interface RefusedKey {
  readonly path: SettingPath;
  readonly reason: 'duplicate' | 'prototype';
  readonly position: TextPosition;
}

/** `refusedKeys` may come with a value: the text is JSON, yet it does not say one thing. */
export type JsonParse =
  | { readonly ok: true; readonly value: unknown; readonly refusedKeys: readonly RefusedKey[] }
  | { readonly ok: false; readonly problem: string; readonly position: TextPosition };

interface Reading extends JsonCursor {
  readonly refusedKeys: RefusedKey[];
}

interface Key {
  readonly name: string;
  readonly offset: number;
}

// The deepest setting is at level 6. The limit keeps recursion far from the end of the stack.
const DEEPEST_LEVEL = 32;
// Finding a position costs a pass over the text.
const MOST_REFUSED_KEYS = 50;
const LITERALS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/**
 * Parses JSON (RFC 8259) and tells what `JSON.parse` does not: where a text stops being JSON,
 * without quoting it (its messages hold content, which may be a secret), and keys that are given twice,
 * of which `JSON.parse` silently keeps the last. A byte order mark is skipped. `__proto__` is never
 * set on an object. Nesting is limited to 32 levels.
 */
export function parseJson(text: string): JsonParse {
  const json = text.replace(/^\uFEFF/, '');
  const reading: Reading = { text: json, offset: 0, fault: undefined, refusedKeys: [] };
  const value = readValue(reading, []);
  const next = peek(reading);
  if (reading.fault === undefined && next !== '')
    fail(reading, `${describeNext(next)} after the end`);
  if (reading.fault === undefined) return { ok: true, value, refusedKeys: reading.refusedKeys };
  const { problem, offset } = reading.fault;
  return { ok: false, problem, position: positionOf(json, offset) };
}

function readValue(reading: Reading, path: SettingPath): unknown {
  const next = peek(reading);
  if (path.length > DEEPEST_LEVEL) return fail(reading, `more than ${DEEPEST_LEVEL} levels`);
  if (next === '{') return readObject(reading, path);
  if (next === '[') return readArray(reading, path);
  if (next === '"') return readString(reading);
  return readNumber(reading) ?? readLiteral(reading, next);
}

function readLiteral(reading: Reading, next: string): unknown {
  for (const [word, value] of LITERALS) {
    if (reading.text.startsWith(word, reading.offset)) {
      reading.offset += word.length;
      return value;
    }
  }
  return fail(reading, `${describeNext(next)} where a value should be`);
}

function readArray(reading: Reading, path: SettingPath): unknown {
  const items: unknown[] = [];
  take(reading, '[');
  if (take(reading, ']')) return items;
  do {
    if (peek(reading) === ']') return fail(reading, 'a comma with nothing after it: remove it');
    items.push(readValue(reading, [...path, items.length]));
  } while (reading.fault === undefined && take(reading, ','));
  return closed(reading, ']') ? items : undefined;
}

function readObject(reading: Reading, path: SettingPath): unknown {
  const entries = new Map<string, unknown>();
  take(reading, '{');
  if (take(reading, '}')) return {};
  do {
    const key = readKey(reading);
    if (key === undefined) return undefined;
    refuseKey(reading, [...path, key.name], { ...key, isRepeated: entries.has(key.name) });
    if (!take(reading, ':')) return fail(reading, 'no colon after a key');
    entries.set(key.name, readValue(reading, [...path, key.name]));
  } while (reading.fault === undefined && take(reading, ','));
  entries.delete('__proto__');
  return closed(reading, '}') ? Object.fromEntries(entries) : undefined;
}

function readKey(reading: Reading): Key | undefined {
  const next = peek(reading);
  const offset = reading.offset;
  if (next === '"') {
    const name = readString(reading);
    return name === undefined ? undefined : { name, offset };
  }
  if (next === '}') return fail(reading, 'a comma with nothing after it: remove it');
  return fail(reading, `${describeNext(next)} where a key in double quotes should be`);
}

function refuseKey(
  reading: Reading,
  path: SettingPath,
  key: Key & { readonly isRepeated: boolean },
): void {
  const isPrototype = key.name === '__proto__';
  if (!(isPrototype || key.isRepeated) || reading.refusedKeys.length >= MOST_REFUSED_KEYS) return;
  const reason = isPrototype ? 'prototype' : 'duplicate';
  reading.refusedKeys.push({ path, reason, position: positionOf(reading.text, key.offset) });
}

function closed(reading: Reading, bracket: string): boolean {
  if (reading.fault === undefined && take(reading, bracket)) return true;
  fail(reading, `${describeNext(peek(reading))} where a comma or ${bracket} should be`);
  return false;
}

/** What comes next, by kind: its content could be anything, a secret too. */
function describeNext(next: string): string {
  if (next === '') return 'the end of the text';
  if (next === '/') return 'a comment (JSON has none)';
  if (next === "'") return 'a single quote';
  if (next === '"') return 'a string';
  if ('{}[],:'.includes(next)) return `a ${next}`;
  return 'text without quotes';
}
