import { describe, expect, it } from 'vitest';
import { hideIn } from '../../../../functions/domain/credential/hide-in.ts';
import { createScrubber } from '../../../../functions/domain/credential/scrub.ts';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';

const TOKEN = '0123456789abcdef0f1e2d3c4b5a6978';
const scrub = createScrubber([new Redacted(TOKEN)]);
const sidWith = (part: string): string => `AC${part}${'7'.repeat(32 - part.length)}`;

it.each([
  ['the whole secret', sidWith(TOKEN), '…'],
  ['twelve characters of it', sidWith(TOKEN.slice(4, 16)), '…'],
  ['eleven, as a random SID may', sidWith(TOKEN.slice(4, 15)), sidWith(TOKEN.slice(4, 15))],
  ['none', sidWith(''), sidWith('')],
])('a SID that holds %s', (_what, value, shown) => {
  expect(hideIn(value, scrub)).toBe(shown);
});

it('of any other text eight characters are hidden already', () => {
  expect(hideIn(`the token ${TOKEN.slice(0, 8)} is wrong`, scrub)).toBe(
    'the token [redacted] is wrong',
  );
});

describe('an address with a SID in it', () => {
  const address = (sid: string, query = 'PageSize=1') =>
    `/2010-04-01/Accounts/${sid}/IncomingPhoneNumbers.json?${query}`;
  const likely = sidWith(TOKEN.slice(4, 15));

  it('stays as it is, however the SID looks', () => {
    expect(hideIn(address(likely), scrub)).toBe(address(likely));
  });

  it.each([
    ['in its SID', address(sidWith(TOKEN))],
    ['in its query', address(likely, `q=${TOKEN.slice(0, 8)}`)],
  ])('loses the secret %s', (_where, value) => {
    expect(hideIn(value, scrub)).not.toContain(TOKEN.slice(0, 8));
  });
});

it('leaves a date as it is, whose digits may be those of a secret in hex', () => {
  const secret = new Redacted(`x7Qa4UP${'w9Zr'.repeat(6)}`);
  const chance = createScrubber([secret]);
  const date = 'Sun, 29 Nov 2026 13:45:55 +0000';
  expect(chance(date)).not.toBe(date);
  expect(hideIn(date, chance)).toBe(date);
  expect(hideIn(`${date}!`, chance)).toBe(chance(`${date}!`));
});
