import { cutAtWord } from '../text/cut-at-word.ts';
import { plainLine } from '../text/plain-line.ts';

/** Bound of a summary line: it is the first line of a pipeline message and part of an alert. */
const SUMMARY_LIMIT = 120;

/** `production: what is wrong`, on one line of at most 120 characters, cut at a word. */
export function summaryLine(environment: string, summary: string): string {
  return cutAtWord(plainLine(`${environment}: ${summary}`), SUMMARY_LIMIT);
}
