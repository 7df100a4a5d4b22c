import { characterCount } from './character-count.ts';

interface Resemblance {
  readonly matches: (text: string) => boolean;
  readonly detail: string;
}

/** What text that begins like a JSON object fails on, the most specific first. */
const BROKEN_OBJECTS: readonly Resemblance[] = [
  {
    matches: (text) => /^\{\s*\\"/.test(text),
    detail:
      'a JSON object whose quotes are escaped with backslashes: it was encoded once too often',
  },
  {
    matches: (text) => /^\{\s*'/.test(text),
    detail: 'an object in single quotes; JSON takes only straight double quotes',
  },
  {
    matches: (text) => /^\{\s*[“”„«]/.test(text),
    detail: 'an object in typographic quotes; JSON takes only straight double quotes',
  },
  {
    matches: (text) => /^\{\s*[A-Za-z_]/.test(text),
    detail: 'an object whose field names have no quotes, as JavaScript writes it and JSON does not',
  },
  {
    matches: (text) => !text.endsWith('}'),
    detail: 'the beginning of a JSON object without its end: it is cut off, or text follows it',
  },
  {
    matches: (text) => text.slice(0, -1).trimEnd().endsWith(','),
    detail: 'a JSON object with a comma after its last field, which JSON does not allow',
  },
];

/** What text that does not begin like an object looks like. */
const OTHER_TEXTS: readonly Resemblance[] = [
  {
    matches: (text) => isAssignments(text, '='),
    detail: 'KEY=VALUE lines, as in a .env file, not JSON',
  },
  {
    matches: (text) => isAssignments(text, ':'),
    detail: 'KEY: VALUE lines, as in YAML, not JSON',
  },
  {
    matches: (text) => /^(?:eyJ|ewog|ewoJ|eyAi)[0-9A-Za-z+/_=-]*$/.test(text),
    detail: 'what looks like JSON encoded in base64, not JSON',
  },
];

/**
 * What a text that is no JSON looks like, for the message: never its content, and never
 * `JSON.parse`'s own message, which quotes it. Lengths are in characters.
 */
export function notJsonDetail(text: string): string {
  if (text === '') return 'nothing: it is empty';
  const trimmed = text.trim();
  if (trimmed === '') return `nothing but white space (${characterCount(text)})`;
  if (trimmed !== text && isJson(trimmed)) return invisibleDetail(text);
  if (trimmed.startsWith('{')) {
    const broken = BROKEN_OBJECTS.find(({ matches }) => matches(trimmed));
    return broken?.detail ?? `a JSON object with an error in it (${characterCount(text)})`;
  }
  const other = OTHER_TEXTS.find(({ matches }) => matches(trimmed));
  return other?.detail ?? `plain text of ${characterCount(text)}, not JSON`;
}

/** `trim` takes off more than JSON allows around a value: byte order mark, no-break space and others. */
function invisibleDetail(text: string): string {
  return text.startsWith('\uFEFF')
    ? 'JSON behind a byte order mark (U+FEFF), which JSON parsers refuse'
    : 'JSON with invisible characters around it that JSON does not allow (a no-break space, for example)';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function isAssignments(text: string, sign: '=' | ':'): boolean {
  const lines = text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const assignment = sign === '=' ? /^(?:export\s+)?[A-Za-z_]\w*\s*=/ : /^[A-Za-z_]\w*:(?:\s|$)/;
  const assigned = lines.filter((line) => !line.endsWith(sign));
  return assigned.length > 0 && lines.every((line) => assignment.test(line));
}
