import { describe, expect, it } from 'vitest';
import { createScrubber, scrub } from '../../../../functions/domain/credential/scrub.ts';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';

const SECRET = 'Zq3RkT9+Lm2/cY7bNw4HsJ8dGf5PaE6u';

function scrubbed(text: string, ...secrets: readonly string[]): string {
  return scrub(
    text,
    secrets.map((secret) => new Redacted(secret)),
  );
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

describe('scrub', () => {
  it.each([
    ['the secret as it is', SECRET],
    ['the secret in lower case', SECRET.toLowerCase()],
    ['the secret in upper case', SECRET.toUpperCase()],
    ['the secret URL-encoded', encodeURIComponent(SECRET)],
    ['the secret URL-encoded in lower case', encodeURIComponent(SECRET).toLowerCase()],
    ['the secret in hex', Buffer.from(SECRET).toString('hex')],
    ['its first 8 characters', SECRET.slice(0, 8)],
    ['8 characters of its middle', SECRET.slice(12, 20)],
    ['its last 8 characters', SECRET.slice(-8)],
  ])('replaces %s', (_name, text) => {
    expect(scrubbed(`before ${text} after`, SECRET)).toBe('before [redacted] after');
  });

  it.each([
    ['as it is', SECRET],
    ['in hex', Buffer.from(SECRET).toString('hex')],
    ['in base64', base64(SECRET).slice(0, 42)],
  ])('replaces any 8 characters of the secret %s', (_name, form) => {
    for (let start = 0; start + 8 <= form.length; start++) {
      expect(scrubbed(`x: ${form.slice(start, start + 8)} !`, SECRET)).toBe('x: [redacted] !');
    }
  });

  it.each([
    ['alone', ''],
    ['after one byte', ':'],
    ['after two bytes', 'a:'],
    ['after a user name', 'ACd8ad8d377660317fe86e8acf62bfd824:'],
  ])('leaves no 8 characters of the secret in base64 %s', (_name, prefix) => {
    for (const encoding of ['base64', 'base64url'] as const) {
      const text = Buffer.from(`${prefix}${SECRET}`).toString(encoding);
      const rest = scrubbed(text, SECRET);
      expect(rest).toContain('[redacted]');
      const ownStart = Math.ceil((prefix.length * 8) / 6);
      const tail = rest.slice(rest.indexOf('[redacted]') + '[redacted]'.length);
      expect(rest.indexOf('[redacted]')).toBeLessThanOrEqual(ownStart);
      expect(tail.length).toBeLessThan(4);
    }
  });

  it('leaves 7 characters of a longer secret alone', () => {
    expect(scrubbed(`x ${SECRET.slice(3, 10)} y`, SECRET)).toBe(`x ${SECRET.slice(3, 10)} y`);
  });

  it('joins overlapping parts into one replacement and keeps separate ones apart', () => {
    const text = `${SECRET}${SECRET.slice(0, 9)} and ${SECRET.slice(5, 15)}`;
    expect(scrubbed(text, SECRET)).toBe('[redacted] and [redacted]');
  });

  it('replaces a secret that stands without the white space it was stored with', () => {
    expect(scrubbed('got abcdefghijkl.', 'abcdef\nghijkl')).toBe('got [redacted].');
  });

  it.each([
    [
      'of 7 characters is replaced as a whole',
      'hunter2',
      ['is hunter2 here', 'is [redacted] here'],
    ],
    ['of 7 characters is left in part', 'hunter2', ['is hunter here', 'is hunter here']],
    ['of 3 characters is left', 'key', ['the key is wrong', 'the key is wrong']],
    ['that is mostly white space is left by its letters', 'a    b', ['tab', 'tab']],
    ['that is empty is left', '', ['the key is wrong', 'the key is wrong']],
  ] as const)('a short secret %s', (_name, secret, [text, expected]) => {
    expect(scrubbed(text, secret)).toBe(expected);
  });

  it('replaces the parts of several secrets', () => {
    expect(scrubbed('aaaabbbbcccc, ddddeeeeffff', 'aaaabbbbcccc', 'ddddeeeeffff')).toBe(
      '[redacted], [redacted]',
    );
  });

  it('keeps positions right where lower-casing changes the length of a text', () => {
    expect(scrubbed(`İİİ ${SECRET} ß`, SECRET)).toBe('İİİ [redacted] ß');
  });

  it('takes a secret that is not ASCII or not well-formed Unicode', () => {
    expect(scrubbed('is pässwört-pässwört', 'pässwört-pässwört')).toBe('is [redacted]');
    expect(scrubbed(`is ${base64('pässwört-pässwört')}`, 'pässwört-pässwört')).toMatch(
      /^is \[redacted\].{0,3}$/,
    );
    expect(scrubbed('is abcdefgh\ud800', 'abcdefgh\ud800')).toBe('is [redacted]');
  });

  it('returns a text without secrets, and any text where there are none, as it was', () => {
    expect(scrubbed('Authenticate', SECRET)).toBe('Authenticate');
    expect(scrubbed('Authenticate')).toBe('Authenticate');
    expect(scrubbed('', SECRET)).toBe('');
  });

  it('prepares once for many texts', () => {
    const hide = createScrubber([new Redacted(SECRET)]);
    expect([hide(SECRET), hide('nothing'), hide(SECRET)]).toEqual([
      '[redacted]',
      'nothing',
      '[redacted]',
    ]);
  });
});
