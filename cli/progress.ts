import type { Output } from './io.ts';

/** Back to the line's first column, and erase the line (ECMA-48 EL). */
const ERASE_LINE = '\r\u001b[2K';
const MOST_NAMES = 3;

/** Shows on a terminal what is being waited for, and takes it away afterwards; elsewhere nothing. */
export async function withProgress<T>(
  text: string,
  stderr: Output,
  work: () => Promise<T>,
): Promise<T> {
  if (!stderr.isTerminal) return await work();
  stderr.write(`${text} …`);
  try {
    return await work();
  } finally {
    stderr.write(ERASE_LINE);
  }
}

/** A few names and how many more, so that progress stays on one line. */
export function fewNames(names: readonly string[]): string {
  if (names.length <= MOST_NAMES) return names.join(', ');
  return `${names.slice(0, MOST_NAMES).join(', ')} and ${names.length - MOST_NAMES} more`;
}
