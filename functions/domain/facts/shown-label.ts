import { plainLine } from '../text/plain-line.ts';

const HIDDEN = '[not shown: it looks like a secret]';
const SECRET_LENGTH = 32;

/**
 * A key's friendly name as it may be shown: one line without control characters. One that holds 32
 * letters and digits in a row, which no SID is, may be a token that somebody put there, and is not shown.
 */
export function shownLabel(label: string): string {
  const runs = label.match(/[A-Za-z0-9]+/g) ?? [];
  const mayBeSecret = runs.some(
    (run) => run.length >= SECRET_LENGTH && !/^[A-Z]{2}[0-9a-fA-F]{32}$/.test(run),
  );
  return mayBeSecret ? HIDDEN : plainLine(label);
}
