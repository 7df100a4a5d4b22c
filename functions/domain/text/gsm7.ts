import { toAscii } from './ascii.ts';

/**
 * ASCII characters that GSM 03.38 has only in its extension table, where each takes two septets, and
 * the backtick, which it does not have at all: one of those turns the whole SMS into UCS-2, with 70
 * characters to a segment.
 */
const REPLACEMENTS: ReadonlyMap<string, string> = new Map([
  ['[', '('],
  [']', ')'],
  ['{', '('],
  ['}', ')'],
  ['\\', '/'],
  ['|', '/'],
  ['^', "'"],
  ['~', '-'],
  ['`', "'"],
]);

/**
 * The text in those ASCII characters that are also in the GSM-7 basic table, so that each takes one
 * septet and `length` is the length of the SMS. At most 160 of them are one segment.
 */
export function toGsm7Basic(text: string): string {
  return Array.from(toAscii(text), (character) => REPLACEMENTS.get(character) ?? character).join(
    '',
  );
}
