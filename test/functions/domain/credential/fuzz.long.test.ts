import { expect, it } from 'vitest';
import { hasFormOf } from '../../../../functions/domain/credential/field.ts';
import { parseCredential } from '../../../../functions/domain/credential/parse-credential.ts';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';
import { ACCOUNT, KEY, KEY_SECRET, TOKEN } from './samples.ts';

/** A small linear congruential generator: the same rounds on every run. */
function randomSource(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

const PIECES = [
  ...[ACCOUNT, KEY, TOKEN, KEY_SECRET, TOKEN.slice(9), 'AC', 'SK', 'OQ', 'Basic ', 'accountSid'],
  ...[
    '"',
    "'",
    '\\n',
    '\\"',
    '\n',
    ' ',
    '\u00A0',
    '\u200B',
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '=',
    '#',
  ],
  ...['\uD800', '🔑', 'а', '\u0000', '$', '<', '>', '*', 'x', '…', '%', 'apiKeySid', 'authToken'],
] as const;

function randomText(random: (below: number) => number): string {
  return Array.from({ length: random(9) }, () => PIECES[random(PIECES.length)] ?? '').join('');
}

it('gives a result for any text at all', () => {
  const random = randomSource(1);
  for (let round = 0; round < 5_000; round += 1) {
    const payload = new Redacted(randomText(random));
    expect(parseCredential(payload, { declaredKind: 'api-key' }).outcome).not.toBe('parsed');
  }
});

it('parses only values that have exactly the form of their field', () => {
  const random = randomSource(2);
  let parsedRounds = 0;
  for (let round = 0; round < 5_000; round += 1) {
    const value = (good: string): string => (random(3) === 0 ? randomText(random) : good);
    const fields = {
      accountSid: value(ACCOUNT),
      apiKeySid: value(KEY),
      apiKeySecret: value(KEY_SECRET),
    };
    const payload = new Redacted(JSON.stringify(fields));
    const { outcome } = parseCredential(payload, { declaredKind: 'api-key' });
    const wellFormed =
      hasFormOf('accountSid', fields.accountSid) &&
      hasFormOf('apiKeySid', fields.apiKeySid) &&
      hasFormOf('apiKeySecret', fields.apiKeySecret) &&
      fields.apiKeySecret !== TOKEN;
    expect(outcome).toBe(wellFormed ? 'parsed' : 'malformed');
    if (outcome === 'parsed') parsedRounds += 1;
  }
  expect(parsedRounds).toBeGreaterThan(500);
});

it('has nothing to say of random values of the right form', () => {
  const random = randomSource(3);
  const letters = (count: number, alphabet: string): string =>
    Array.from({ length: count }, () => alphabet[random(alphabet.length)]).join('');
  const hex = '0123456789abcdef';
  const base62 = `${hex}ghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ`;
  for (let round = 0; round < 3_000; round += 1) {
    const secret = {
      accountSid: `AC${letters(32, hex)}`,
      apiKeySid: `SK${letters(32, hex)}`,
      apiKeySecret: letters(32, base62),
      authToken: letters(32, hex),
      clientId: `OQ${letters(32, base62)}`,
      clientSecret: letters(64, `${base62}-_`),
    };
    const payload = new Redacted(JSON.stringify(secret));
    for (const declaredKind of ['api-key', 'auth-token', 'oauth-client'] as const) {
      const parsed = parseCredential(payload, { declaredKind });
      expect(parsed).toMatchObject({ outcome: 'parsed', warnings: [] });
    }
  }
});
