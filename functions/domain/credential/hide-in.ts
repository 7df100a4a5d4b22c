import type { Scrubber } from './scrub.ts';
import { describeSid } from './sid.ts';

/** Stands for whatever of a text is not shown. */
export const ELLIPSIS = '…';

/** The same of a single value: a SID that holds a part of a secret is none, and is one ellipsis. */
export function hideIn(value: string, scrub: Scrubber): string {
  const shown = scrub(value);
  return shown === value || describeSid(value) === undefined ? shown : ELLIPSIS;
}
