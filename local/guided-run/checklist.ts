import type { Screen } from './screen/screen.ts';

/** One expectation, and what was found. */
export interface Item {
  readonly what: string;
  readonly expected: string;
  readonly found: string;
  readonly isAsExpected: boolean;
}

/** A part of a run; it went as expected only if all its items did. */
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
  return { what, ...texts, isAsExpected: texts.expected === texts.found };
}

/** Looks for a text in an answer or a notification. */
export function contains(what: string, text: string | undefined, part: string): Item {
  const isAsExpected = text?.includes(part) === true;
  const found = isAsExpected ? `"${part}"` : `not in: ${text ?? 'nothing'}`;
  return { what, expected: `"${part}"`, found, isAsExpected };
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
}

/** Prints for each step whether it went as expected, and what did not. Returns the exit code: 0 or 1. */
export function conclude(steps: readonly Step[], screen: Screen): 0 | 1 {
  screen.heading('Did everything go as expected?');
  for (const { title, items } of steps) {
    const deviations = items.filter(({ isAsExpected }) => !isAsExpected);
    if (deviations.length === 0) {
      screen.line(`  ${screen.paint('yes', 'pass')}  ${title}`);
      continue;
    }
    screen.line(`  ${screen.paint('NO', 'fail')}   ${title}`);
    for (const { what, expected, found } of deviations) {
      screen.line(`       ${what}: expected ${expected}; found ${found}`);
    }
  }
  return steps.every(({ items }) => items.every(({ isAsExpected }) => isAsExpected)) ? 0 : 1;
}
