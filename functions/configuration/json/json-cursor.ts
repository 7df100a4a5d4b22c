/** The first thing that stops a text from being JSON: where, and what stands there. */
interface JsonFault {
  /** In UTF-16 units from the beginning of the text. */
  readonly offset: number;
  /** For example `a comma with nothing after it`; never a piece of the text itself. */
  readonly problem: string;
}

/** A reading position in a JSON text. The first fault stands; nothing is read after it. */
export interface JsonCursor {
  readonly text: string;
  offset: number;
  fault: JsonFault | undefined;
}

/** 1-based, as editors count; a column is a UTF-16 unit. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** The character at the cursor after white space; empty at the end of the text. */
export function peek(cursor: JsonCursor): string {
  while (' \t\n\r'.includes(cursor.text.charAt(cursor.offset)) && !atEnd(cursor)) {
    cursor.offset += 1;
  }
  return cursor.text.charAt(cursor.offset);
}

/** Consumes `punctuation` if it comes next; says whether it did. */
export function take(cursor: JsonCursor, punctuation: string): boolean {
  if (peek(cursor) !== punctuation) return false;
  cursor.offset += 1;
  return true;
}

/** Records a fault at the cursor, unless there is one already. */
export function fail(cursor: JsonCursor, problem: string): undefined {
  cursor.fault ??= { offset: cursor.offset, problem };
  return undefined;
}

/** Reads a string in double quotes; undefined, with a fault, where there is none or it is malformed. */
export function readString(cursor: JsonCursor): string | undefined {
  const start = cursor.offset;
  let end = start + 1;
  while (end < cursor.text.length && cursor.text[end] !== '"') {
    end += cursor.text[end] === '\\' ? 2 : 1;
  }
  if (end >= cursor.text.length) return fail(cursor, 'a string that is not closed');
  try {
    // The grammar of escapes is left to the engine; its message holds content and is dropped.
    const value: string = JSON.parse(cursor.text.slice(start, end + 1));
    cursor.offset = end + 1;
    return value;
  } catch {
    return fail(cursor, 'a string with a line break, control character or wrong escape in it');
  }
}

/** Reads a number; undefined, with nothing consumed and no fault, where there is none. */
export function readNumber(cursor: JsonCursor): number | undefined {
  NUMBER.lastIndex = cursor.offset;
  const digits = NUMBER.exec(cursor.text)?.[0];
  if (digits === undefined) return undefined;
  cursor.offset += digits.length;
  return Number(digits);
}

/** Line and column of an offset. */
export function positionOf(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

function atEnd(cursor: JsonCursor): boolean {
  return cursor.offset >= cursor.text.length;
}
