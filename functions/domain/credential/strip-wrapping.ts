import type { FormatFault } from '../model/format-issue.ts';
import { type Finding, failure } from './finding.ts';

/**
 * One character that cannot be seen: white space, control characters, and Unicode's format characters
 * (zero-width, byte order mark, direction marks, soft hyphen), and the two blanks of no such class.
 */
const INVISIBLE = '[\\s\\p{Cc}\\p{Cf}\\u2800\\u3164]';

const INVISIBLE_NAMES: ReadonlyMap<string, string> = new Map([
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

/** A value and what had to be taken off it. `unwrapped` and `bare` are secrets still. */
export interface UnwrappedValue {
  /** Without white space, quotes and literal escapes around it. */
  readonly unwrapped: string;
  /** Without white space and literal escapes inside it either. */
  readonly bare: string;
  readonly findings: readonly Finding[];
}

interface Layer {
  readonly fault: FormatFault;
  readonly start: RegExp;
  readonly end: RegExp;
  readonly inside?: RegExp;
  readonly describe: (taken: string) => string;
}

const QUOTE = '["\'`´“”„‟‘’‚‛«»]';
const QUOTE_NAMES: ReadonlyMap<string, string> = new Map([
  ['"', 'straight double quote'],
  ["'", 'straight single quote'],
  ['`', 'backtick'],
]);

/** Two characters in the value, a backslash and a letter, where one newline was meant. */
const ESCAPE = '\\\\+[nrt]';

/** Made for a value that has any: patterns by Unicode property are felt at a start. */
function makeLayers(): readonly Layer[] {
  return [
    {
      fault: 'whitespace',
      start: new RegExp(`^${INVISIBLE}+`, 'u'),
      end: new RegExp(`${INVISIBLE}+$`, 'u'),
      inside: new RegExp(INVISIBLE, 'gu'),
      describe: describeInvisible,
    },
    {
      fault: 'literal-newline',
      start: new RegExp(`^(?:${ESCAPE})+`, 'u'),
      end: new RegExp(`(?:${ESCAPE})+$`, 'u'),
      inside: new RegExp(ESCAPE, 'gu'),
      describe: (taken) =>
        `a literal ${taken.includes('n') ? '\\n' : 'escape'} (a backslash and a letter)`,
    },
    {
      fault: 'quotes',
      start: new RegExp(`^\\\\?${QUOTE}`, 'u'),
      end: new RegExp(`\\\\?${QUOTE}$`, 'u'),
      describe: describeQuote,
    },
  ];
}

/** Every good SID and secret: the layers are not even made for it. */
const WITHOUT_WRAPPING = /^[0-9A-Za-z]*$/;

/** Layers may alternate; past this many rounds the value is no credential whatever is inside. */
const MAX_ROUNDS = 8;

/**
 * Takes white space, quotes and literal escapes off a value, first around it, then inside it, and
 * says of each what it was and where. Positions count characters from 1 in the value as it is.
 */
export function stripWrapping(value: string): UnwrappedValue {
  if (WITHOUT_WRAPPING.test(value)) return { unwrapped: value, bare: value, findings: [] };
  const layers = makeLayers();
  const seen = new Map<FormatFault, string[]>();
  const note: Note = (fault, detail) => {
    seen.set(fault, [...(seen.get(fault) ?? []), detail]);
  };
  const { unwrapped, offset } = stripAround(value, layers, note);
  let bare = unwrapped;
  for (const { fault, inside, describe } of layers) {
    if (inside === undefined) continue;
    const [first, ...others] = [...unwrapped.matchAll(inside)];
    if (first === undefined) continue;
    const position = offset + [...unwrapped.slice(0, first.index)].length + 1;
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    note(fault, `has ${describe(first[0])} inside, at position ${position}${more}`);
    bare = bare.replaceAll(inside, '');
  }
  const findings = [...seen].map(([fault, details]) => failure(fault, details.join(' and ')));
  return { unwrapped, bare, findings };
}

type Note = (fault: FormatFault, detail: string) => void;

interface Stripping {
  readonly unwrapped: string;
  /** Characters taken off in front. */
  readonly offset: number;
}

function stripAround(value: string, layers: readonly Layer[], note: Note): Stripping {
  let stripping: Stripping = { unwrapped: value, offset: 0 };
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    for (const layer of layers) stripping = stripLayer(stripping, layer, note);
  }
  return stripping;
}

function stripLayer({ unwrapped, offset }: Stripping, layer: Layer, note: Note): Stripping {
  const before = layer.start.exec(unwrapped)?.[0] ?? '';
  if (before !== '') note(layer.fault, `begins with ${layer.describe(before)}`);
  const rest = unwrapped.slice(before.length);
  const after = layer.end.exec(rest)?.[0] ?? '';
  if (after !== '') note(layer.fault, `ends with ${layer.describe(after)}`);
  return {
    unwrapped: rest.slice(0, rest.length - after.length),
    offset: offset + [...before].length,
  };
}

function describeQuote(taken: string): string {
  const name = QUOTE_NAMES.get(taken.slice(-1)) ?? 'typographic quote';
  return taken.startsWith('\\') ? `an escaped ${name}` : `a ${name}`;
}

/** More runs than this are counted, not listed. */
const MAX_NAMED_RUNS = 3;

/**
 * Names a run of invisible characters in order: `a carriage return and a newline`, `2 spaces`.
 * Those without a common name are given by code point, which says nothing of the value.
 */
function describeInvisible(characters: string): string {
  const runs = [...characters.matchAll(/(.)\1*/gsu)].map(([run, first = '']) => ({
    name: INVISIBLE_NAMES.get(first) ?? `invisible character (${codePoint(first)})`,
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
