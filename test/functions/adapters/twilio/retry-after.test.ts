import { expect, it } from 'vitest';
import { retryAfterMs } from '../../../../functions/adapters/twilio/retry.ts';

const NOW = new Date('2026-11-22T03:00:00Z');

it.each([
  ['whole seconds', '3', 3_000],
  ['zero', '0', 0],
  ['white space around seconds', ' 2 ', 2_000],
  ['a date ahead', 'Sun, 22 Nov 2026 03:00:07 GMT', 7_000],
  ['a date in the obsolete RFC 850 form', 'Sunday, 22-Nov-26 03:00:07 GMT', 7_000],
  ['a date that has passed', 'Sun, 22 Nov 2026 02:59:00 GMT', 0],
  ['no header', undefined, undefined],
  ['an empty header', '', undefined],
  ['a negative number', '-5', undefined],
  ['a fraction', '1.5', undefined],
  ['words', 'Later, please', undefined],
])('reads %s of a Retry-After header', (_name, header, expected) => {
  expect(retryAfterMs(header, NOW)).toBe(expected);
});
