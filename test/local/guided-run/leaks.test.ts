import { describe, expect, it } from 'vitest';
import { countLeaks } from '../../../local/guided-run/leaks.ts';

const SECRET = 'kT9vQx2mZr7LpW4sYb8NcE1hJd6FgA3u';

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

describe('countLeaks', () => {
  it.each([
    ['the value', SECRET],
    ['its first 8 characters', `cut: ${SECRET.slice(0, 8)}...`],
    ['its last 8 characters', SECRET.slice(-8)],
    ['8 characters from its middle', SECRET.slice(11, 19)],
    ['its base64', base64(SECRET)],
    ['Basic credentials', `Basic ${base64(`SK${'0'.repeat(32)}:${SECRET}`)}`],
    ['base64 that begins one byte later', base64(`x${SECRET}`)],
    ['base64 that begins two bytes later', base64(`xy${SECRET}`)],
    ['its hexadecimal form', Buffer.from(SECRET).toString('hex')],
    ['its URL-encoded form', encodeURIComponent(`${SECRET}\n`)],
  ])('finds %s', (_what, text) => {
    expect(countLeaks(text, [SECRET])).toBe(1);
  });

  it('finds the URL-encoded and URL-safe forms of unusual characters', () => {
    const odd = '??>>~~ÿÿ/+/+';
    expect(countLeaks(encodeURIComponent(odd), [odd])).toBe(1);
    expect(countLeaks(Buffer.from(odd).toString('base64url'), [odd])).toBe(1);
  });

  it('lets parts of up to 7 characters pass, which chance can write', () => {
    expect(countLeaks(`${SECRET.slice(0, 7)} ${SECRET.slice(-7)}`, [SECRET])).toBe(0);
  });

  it('does not take the digits of a public id for a part of a token', () => {
    const token = '0123456789abcdef0123456789abcdef';
    const id = `SK${'f'.repeat(24)}89abcdef 01234567-0000-4000-8000-0123456789ab`;
    expect(countLeaks(id, [token])).toBe(0);
    expect(countLeaks(`SK${token}`, [token])).toBe(1);
  });

  it('counts secrets, not places', () => {
    expect(countLeaks(`${SECRET} ${SECRET}`, [SECRET, 'another-secret-value'])).toBe(1);
  });
});
