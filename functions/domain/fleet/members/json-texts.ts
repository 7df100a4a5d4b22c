/** The text of one object, or why what follows is none; nothing comes after a problem. */
export interface JsonText {
  /** The line on which it begins, from 1. */
  readonly line: number;
  readonly text: string;
  readonly problem?: string | undefined;
}

/** Where a scan is: how deep in braces, in which text. */
interface Place {
  depth: number;
  isInText: boolean;
  isEscaped: boolean;
  line: number;
  /** What stands between two objects, without blanks. */
  gap: string;
  isArray: boolean;
  count: number;
  /** The object under way, and the line on which it began. */
  begun: string;
  beganAt: number;
  problem: string | undefined;
}

const BEGINNING: Place = {
  depth: 0,
  isInText: false,
  isEscaped: false,
  line: 1,
  gap: '',
  isArray: false,
  count: 0,
  begun: '',
  beganAt: 1,
  problem: undefined,
};

/** Far above any entry: a brace that is never closed would otherwise keep the whole list. */
const LONGEST_OBJECT = 65_536;

/**
 * Cuts JSON into the objects of one array, or into objects that follow each other, as it comes. An array must
 * be closed and nothing may follow it: half a list is none.
 */
export async function* jsonTexts(chunks: AsyncIterable<string>): AsyncIterable<JsonText> {
  const place = { ...BEGINNING };
  for await (const chunk of chunks) {
    yield* scan(chunk, place);
    const { beganAt: line, problem = problemWithin(place) } = place;
    if (problem !== undefined) return yield { line, text: '', problem };
  }
  const problem = problemAtEnd(place);
  if (problem !== undefined) yield { line: place.line, text: '', problem };
}

/** The objects that end in this chunk, up to a problem. */
function scan(chunk: string, place: Place): readonly JsonText[] {
  const found: JsonText[] = [];
  let from = 0;
  for (let at = 0; at < chunk.length && place.problem === undefined; at += 1) {
    const before = place.depth;
    pass(chunk.charAt(at), place);
    if (before === 0 && place.depth === 1) {
      from = at;
      begin(place);
    } else if (before === 1 && place.depth === 0) {
      found.push({ line: place.beganAt, text: place.begun + chunk.slice(from, at + 1) });
      place.begun = '';
    }
  }
  if (place.depth > 0) place.begun += chunk.slice(from);
  return found;
}

function pass(char: string, place: Place): void {
  if (char === '\n') place.line += 1;
  if (place.depth > 0) passInside(char, place);
  else if (char === '{') place.depth = 1;
  else if (!/\s/.test(char)) place.gap += char;
}

function passInside(char: string, place: Place): void {
  if (place.isEscaped) place.isEscaped = false;
  else if (char === '"') place.isInText = !place.isInText;
  else if (place.isInText) place.isEscaped = char === '\\';
  else if (char === '{') place.depth += 1;
  else if (char === '}') place.depth -= 1;
}

/** What stands before an object: nothing or a bracket before the first, nothing or a comma before another. */
function begin(place: Place): void {
  const { gap, count } = place;
  if (count === 0) place.isArray = gap === '[';
  const expected = count === 0 ? '[' : ',';
  if (gap !== (place.isArray ? expected : '')) {
    place.problem = place.isArray
      ? 'objects in a JSON array are separated by one comma'
      : 'between two objects of a list without brackets is a new line and nothing else';
  }
  place.beganAt = place.line;
  place.count += 1;
  place.gap = '';
}

function problemWithin({ begun, gap }: Place): string | undefined {
  if (begun.length > LONGEST_OBJECT) {
    return `it has more than ${LONGEST_OBJECT} characters, or its brace is never closed`;
  }
  return gap.length > LONGEST_OBJECT ? 'it is no list of JSON objects' : undefined;
}

function problemAtEnd({ depth, gap, isArray, count }: Place): string | undefined {
  if (depth > 0) return 'the list ends inside an object';
  const isComplete = count === 0 ? gap === '[]' || gap === '' : gap === (isArray ? ']' : '');
  return isComplete
    ? undefined
    : 'the list does not end as it should: "]" after an array, and nothing more';
}
