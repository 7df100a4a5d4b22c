/**
 * One character that nobody sees: white space, control characters, and Unicode's format characters
 * (zero-width, byte order mark, direction marks, soft hyphen), and the two blanks of no such class.
 */
export const INVISIBLE = '[\\s\\p{Cc}\\p{Cf}\\u2800\\u3164]';

const NAMES: ReadonlyMap<string, string> = new Map([
  ['\n', 'newline'],
  ['\r', 'carriage return'],
  ['\t', 'tab'],
  [' ', 'space'],
  ['\u00A0', 'no-break space'],
  ['\u200B', 'zero-width space'],
  ['\u200C', 'zero-width non-joiner'],
  ['\u200D', 'zero-width joiner'],
  ['\u2060', 'word joiner'],
  ['\uFEFF', 'byte order mark'],
]);

/** More runs than this are counted, not listed. */
const MAX_NAMED_RUNS = 3;

/**
 * Names a run of invisible characters in order: `a carriage return and a newline`, `2 spaces`.
 * Those without a common name are given by code point, which says nothing of the value.
 */
export function describeInvisible(characters: string): string {
  const runs = [...characters.matchAll(/(.)\1*/gsu)].map(([run, first = '']) => ({
    name: NAMES.get(first) ?? `invisible character (${codePoint(first)})`,
    count: [...run].length,
  }));
  if (runs.length > MAX_NAMED_RUNS) return `${[...characters].length} invisible characters`;
  return runs
    .map(({ name, count }) => (count === 1 ? `a ${name}` : `${count} ${name}s`))
    .join(' and ');
}

function codePoint(character: string): string {
  return `U+${Number(character.codePointAt(0)).toString(16).toUpperCase().padStart(4, '0')}`;
}
