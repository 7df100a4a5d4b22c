import { jsonMembers } from '../../domain/text/json-members.ts';
import { shownKey } from './payload-settings.ts';

/** The value of a text, or what is wrong with it, for the end of a sentence; `problem` quotes no value. */
export type JsonText =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: string };

/**
 * Reads a payload that is handed over as text: an object where it begins with a brace, else the text
 * itself. A key given twice is refused, also with equal values.
 */
export function readJsonText(given: string): JsonText {
  const text = given.trim();
  if (!text.startsWith('{')) return { ok: true, value: text };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The engine's own error repeats a part of the text, so it goes no further.
    return { ok: false, problem: `it begins with { and is not JSON ${whereItBreaks(text)}` };
  }
  const repeated = repeatedKey(text);
  if (repeated === undefined) return { ok: true, value };
  return {
    ok: false,
    problem: `${quoted(repeated)} is given twice, and only one of them would count`,
  };
}

function repeatedKey(text: string): string | undefined {
  const names = jsonMembers(text).map(([name]) => name);
  return names.find((name, index) => names.indexOf(name) !== index);
}

const TEXT_START = '"(?:[^"\\\\\\u0000-\\u001f]|\\\\.)*';
const KEY = '\\s*"((?:[^"\\\\\\u0000-\\u001f]|\\\\.)*)"\\s*:\\s*';
/** A whole member: a text, a list or a literal, which is all that payloads have. */
const MEMBER = new RegExp(
  `${KEY}(?:${TEXT_START}"|\\[[^[\\]{}]*\\]|[^\\s",{}[\\]]+)\\s*(?=[,}])`,
  'y',
);
/** As much of a member as can be read. */
const OPEN_MEMBER = new RegExp(`${KEY}(?:${TEXT_START}(?:"\\s*)?)?`, 'y');

/** `at line 1, column 52, near "executionId"`: the first member that cannot be read. */
function whereItBreaks(text: string): string {
  let at = text.indexOf('{') + 1;
  let key: string | undefined;
  for (let member = matchAt(MEMBER, text, at); member; member = matchAt(MEMBER, text, at)) {
    [, key] = member;
    at += member[0].length + 1;
  }
  const open = matchAt(OPEN_MEMBER, text, at);
  const before = text.slice(0, at + (open?.[0].length ?? 0)).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  const near = open?.[1] ?? key;
  const name = near === undefined ? '' : `, near ${quoted(near)}`;
  return `at line ${before.length}, column ${column}${name}`;
}

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

function quoted(key: string): string {
  const shown = shownKey(key);
  return shown === key ? `"${key}"` : shown;
}
