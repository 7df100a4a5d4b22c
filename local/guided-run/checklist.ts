/** One thing that was foretold, and what came. */
export interface Item {
  readonly what: string;
  readonly expected: string;
  readonly found: string;
  readonly isAsTold: boolean;
}

/** A part of a run; it went as told only if all its items did. */
export interface Step {
  readonly title: string;
  readonly items: readonly Item[];
}

/** Compares by text, as a person would read it. */
export function compared(
  what: string,
  { expected, found }: { readonly expected: unknown; readonly found: unknown },
): Item {
  const texts = { expected: asText(expected), found: asText(found) };
  return { what, ...texts, isAsTold: texts.expected === texts.found };
}

/** Looks for a text in what somebody was told. */
export function contains(what: string, text: string | undefined, part: string): Item {
  const isAsTold = text?.includes(part) === true;
  const found = isAsTold ? `"${part}"` : `not in: ${text ?? 'nothing'}`;
  return { what, expected: `"${part}"`, found, isAsTold };
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
}
