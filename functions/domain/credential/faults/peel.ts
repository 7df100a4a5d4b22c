import type { FormatFault } from '../../model/format-issue.ts';
import { type Finding, failure } from './finding.ts';
import { describeInvisible, INVISIBLE } from './invisible-characters.ts';

/** A value and what had to be taken off to get at it. `peeled` and `bare` are secrets still. */
export interface PeeledValue {
  /** Without white space, quotes and literal escapes around it. */
  readonly peeled: string;
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

const LAYERS: readonly Layer[] = [
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

/** Every good SID and secret: the layers' patterns are not even compiled for it, which shows at a cold start. */
const NOTHING_TO_PEEL = /^[0-9A-Za-z]*$/;

/** Layers may alternate; past this many rounds the value is no credential whatever is inside. */
const MAX_ROUNDS = 8;

/**
 * Takes white space, quotes and literal escapes off a value, first around it, then inside it, and
 * says of each what it was and where. Positions count characters from 1 in the value as it stands.
 */
export function peel(value: string): PeeledValue {
  if (NOTHING_TO_PEEL.test(value)) return { peeled: value, bare: value, findings: [] };
  const seen = new Map<FormatFault, string[]>();
  const note: Note = (fault, detail) => {
    seen.set(fault, [...(seen.get(fault) ?? []), detail]);
  };
  const { peeled, offset } = peelAround(value, note);
  let bare = peeled;
  for (const { fault, inside, describe } of LAYERS) {
    if (inside === undefined) continue;
    const [first, ...others] = [...peeled.matchAll(inside)];
    if (first === undefined) continue;
    const position = offset + [...peeled.slice(0, first.index)].length + 1;
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    note(fault, `has ${describe(first[0])} inside, at position ${position}${more}`);
    bare = bare.replaceAll(inside, '');
  }
  const findings = [...seen].map(([fault, details]) => failure(fault, details.join(' and ')));
  return { peeled, bare, findings };
}

type Note = (fault: FormatFault, detail: string) => void;

interface Peeling {
  readonly peeled: string;
  /** Characters taken off in front. */
  readonly offset: number;
}

function peelAround(value: string, note: Note): Peeling {
  let peeling: Peeling = { peeled: value, offset: 0 };
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    for (const layer of LAYERS) peeling = peelLayer(peeling, layer, note);
  }
  return peeling;
}

function peelLayer({ peeled, offset }: Peeling, layer: Layer, note: Note): Peeling {
  const before = layer.start.exec(peeled)?.[0] ?? '';
  if (before !== '') note(layer.fault, `begins with ${layer.describe(before)}`);
  const rest = peeled.slice(before.length);
  const after = layer.end.exec(rest)?.[0] ?? '';
  if (after !== '') note(layer.fault, `ends with ${layer.describe(after)}`);
  return {
    peeled: rest.slice(0, rest.length - after.length),
    offset: offset + [...before].length,
  };
}

function describeQuote(taken: string): string {
  const name = QUOTE_NAMES.get(taken.slice(-1)) ?? 'typographic quote';
  return taken.startsWith('\\') ? `an escaped ${name}` : `a ${name}`;
}
