import { describe, expect, it } from 'vitest';
import { quote } from '../../functions/domain/credential/quote.ts';
import { createScrubber } from '../../functions/domain/credential/scrub.ts';
import { Redacted } from '../../functions/domain/model/redacted.ts';
import { generateSecrets, leakIn, TRANSFORMATIONS } from './transformations.ts';

/** Texts of services around a secret. */
const FRAMES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `Authenticate ${text}`,
  (text) => `The given password ${text} was not accepted by this account.`,
  (text) =>
    `User: arn:aws:iam::111122223333:user/${text} is not authorized to perform: sns:Publish`,
  (text) => `See https://www.twilio.com/docs/${text}`,
  (text) => `Authorization Error: required permission twilio/${text} is missing`,
];

const SECRETS = generateSecrets(24, 20261128);
const MANY_SECRETS = generateSecrets(200, 20261129);

describe.each(Object.entries(TRANSFORMATIONS))('a secret %s', (_name, transform) => {
  it('is no part of what is quoted, where the run has read it', () => {
    const leaks = SECRETS.flatMap((secret) => {
      const scrub = createScrubber([new Redacted(secret)]);
      const text = transform(secret);
      return FRAMES.flatMap((frame) => leakIn(quote(frame(text), { scrub }), secret, text) ?? []);
    });
    expect(leaks).toEqual([]);
  });

  it('is no part of what is quoted, where it is not known', () => {
    const leaks = SECRETS.flatMap((secret) => {
      const text = transform(secret);
      return FRAMES.flatMap((frame) => leakIn(quote(frame(text)), secret, text) ?? []);
    });
    expect(leaks).toEqual([]);
  });

  it('reads as words by chance for at most two of two hundred secrets', () => {
    const leaks = MANY_SECRETS.filter((secret) => {
      const text = transform(secret);
      return leakIn(quote(`The given value ${text} was refused.`), secret, text) !== undefined;
    });
    expect(leaks.length).toBeLessThanOrEqual(2);
  });
});
