import { RFC_2822_DATE } from '../text/rfc-2822-date.ts';
import type { Scrubber } from './scrub.ts';
import { describeSid } from './sid.ts';

/** Stands for whatever of a text is not shown. */
export const ELLIPSIS = '…';

/** What {@link Scrubber} puts in the place of a part of a secret. */
export const REPLACEMENT = '[redacted]';

/**
 * As long as a part of a secret in a SID must be. A SID is 32 random hexadecimal digits: 8 of them are also
 * those of an encoded form of the secret for one credential in 80,000, whose account would then never be
 * recognised; 12 for one in more than a billion.
 */
const LEAST_IN_SID = 12;

const SIDS = /(?<![A-Za-z0-9])[A-Z]{2}[0-9a-f]{32}(?![A-Za-z0-9])/g;

/**
 * The same of a single value, such as an address with SIDs in it. A SID that holds a part of a secret is none:
 * alone it is one ellipsis. A date stays: its digits are those of an encoded form of the secret for one
 * credential in some 100,000, and a key would then have no age.
 */
export function hideIn(value: string, scrub: Scrubber): string {
  const shown = scrub(value);
  if (shown === value || RFC_2822_DATE.test(value)) return value;
  const sids = value.match(SIDS) ?? [];
  const others = value.replaceAll(SIDS, '/');
  if (scrub(others) === others && sids.every((sid) => isChance(sid, scrub))) return value;
  return describeSid(value) === undefined ? shown : ELLIPSIS;
}

function isChance(sid: string, scrub: Scrubber): boolean {
  return sid.length - scrub(sid).replaceAll(REPLACEMENT, '').length < LEAST_IN_SID;
}
