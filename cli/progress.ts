import { type Io, wantsProgress } from './io.ts';

/** Back to the line's first column, and erase the line (ECMA-48 EL). */
const ERASE_LINE = '\r\u001b[2K';
const MOST_NAMES = 3;
/** Of a terminal that does not say how wide it is: narrower ones are rare. */
const COLUMNS = 40;

/** Shows another text in place of the one before. */
export type ShowProgress = (text: string) => void;

/**
 * Shows on a terminal what is being waited for, and takes it away afterwards; elsewhere nothing. It stays
 * on one line, whatever the terminal's width: of a second one the first would be left.
 */
export async function withProgress<T>(
  text: string,
  { stderr, env }: Pick<Io, 'stderr' | 'env'>,
  work: (show: ShowProgress) => Promise<T>,
): Promise<T> {
  if (!wantsProgress(stderr, env)) return await work(() => undefined);
  stderr.write(onOneLine(text, stderr));
  try {
    return await work((next) => stderr.write(`${ERASE_LINE}${onOneLine(next, stderr)}`));
  } finally {
    stderr.write(ERASE_LINE);
  }
}

function onOneLine(text: string, { columns }: Io['stderr']): string {
  // A character in the last column makes some terminals go to the next line.
  const most = (columns || COLUMNS) - 1;
  return `${text} …`.length <= most ? `${text} …` : `${text.slice(0, most - 1)}…`;
}

/** A few names and how many more, so that progress stays on one line. */
export function fewNames(names: readonly string[]): string {
  if (names.length <= MOST_NAMES) return names.join(', ');
  return `${names.slice(0, MOST_NAMES).join(', ')} and ${names.length - MOST_NAMES} more`;
}
