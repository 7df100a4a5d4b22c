import { expect, it } from 'vitest';
import { parseCredential } from '../../../../functions/domain/credential/parse-credential.ts';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';

it.each([
  ['spaces', ' '],
  ['quotes', '"'],
  ['blanks and quotes', '" '],
  ['backslashes', '\\'],
  ['opening braces', '{'],
  ['opening brackets', '['],
  ['assignments', 'A=b\n'],
  ['letters', 'a'],
])('is quick with 65,536 bytes of %s', (_name, piece) => {
  const text = piece.repeat(65_536 / piece.length);
  const payloads = [text, JSON.stringify({ accountSid: text, authToken: `${text}x` })];
  // The best of five: what another process takes of the machine is not counted against the parser.
  const durationsMs = Array.from({ length: 5 }, () => {
    const started = performance.now();
    for (const payload of payloads) {
      parseCredential(new Redacted(payload), { declaredKind: 'auth-token' });
    }
    return performance.now() - started;
  });
  expect(Math.min(...durationsMs)).toBeLessThan(1_000);
});
