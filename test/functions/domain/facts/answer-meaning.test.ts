import { expect, it } from 'vitest';
import { answerMeaning, missingPermission } from '../../../../functions/domain/facts/answers.ts';
import type { TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
import { noAnswer, refusal, resource, unexpected } from '../twilio-replies.ts';

const SENTENCE = 'Authorization Error: required permission twilio/verify/service/read is missing';

/** The token endpoint's own refusal, whose code is 0. */
const grant = (status: number): TwilioReply =>
  ({ ...refusal(status, 0), isGrant: true }) as TwilioReply;

const ROWS: readonly (readonly [string, TwilioReply, string])[] = [
  ['a JSON object, whatever is in it', resource({}), 'resource'],
  ['20003 at 401', refusal(401, 20003), 'rejected'],
  ['20003 at 403', refusal(403, 20003), 'rejected'],
  ['20003 at 500: no refusal', refusal(500, 20003), 'unavailable'],
  ['20003 at 429: no refusal', refusal(429, 20003), 'rate-limited'],
  ['20003 at 400: no refusal', refusal(400, 20003), 'other-error'],
  ['20008 at 403', refusal(403, 20008), 'test-credentials'],
  ['20008 at 404: no proof', refusal(404, 20008), 'other-error'],
  ['20005 at 401', refusal(401, 20005), 'inactive'],
  ['20403 at 403', refusal(403, 20403), 'inactive'],
  ['10001 at 403', refusal(403, 10001), 'inactive'],
  ['90010 at 401', refusal(401, 90010), 'inactive'],
  ['20005 at 503: no proof', refusal(503, 20005), 'unavailable'],
  ['70051 at 401', refusal(401, 70051), 'no-permission'],
  ['70051 at 403', refusal(403, 70051), 'no-permission'],
  ['8021 of Verify, by its sentence', refusal(401, 8021, SENTENCE), 'no-permission'],
  ['20003 with that sentence', refusal(403, 20003, SENTENCE), 'no-permission'],
  ['8021 without it', refusal(401, 8021), 'other-error'],
  ['that sentence at 500', refusal(500, 20500, SENTENCE), 'unavailable'],
  ['20404 at 404', refusal(404, 20404), 'not-found'],
  ['20429 at 429', refusal(429, 20429), 'rate-limited'],
  ['an unknown code at 401', refusal(401, 12345), 'other-error'],
  ['an unknown code at 400', refusal(400, 20001), 'other-error'],
  ['an unknown code at 429', refusal(429, 20001), 'rate-limited'],
  ['an unknown code at 503', refusal(503, 20503), 'unavailable'],
  ['an HTML page at 401', unexpected(401), 'unexpected'],
  ['an HTML page at 403', unexpected(403), 'unexpected'],
  ['an HTML page at 404', unexpected(404), 'unexpected'],
  ['a redirect', unexpected(302), 'unexpected'],
  ['an HTML page at 429', unexpected(429), 'rate-limited'],
  ['an HTML page at 502', unexpected(502), 'unavailable'],
  ['a client that gets no token at 400', grant(400), 'rejected'],
  ['a client that gets no token at 401', grant(401), 'rejected'],
  ['a token endpoint that is down', grant(503), 'unavailable'],
  ['a token endpoint that limits the rate', grant(429), 'rate-limited'],
  ['a token endpoint that answers 403', grant(403), 'other-error'],
  ['silence', noAnswer('timeout'), 'no-answer'],
];

it.each(ROWS)('reads %s', (_name, reply, meaning) => {
  expect(answerMeaning(reply)).toBe(meaning);
});

it('finds the name of a permission in the text of a refusal only', () => {
  const replies = [refusal(401, 70051, SENTENCE), refusal(401, 70051), resource({}), undefined];
  expect(replies.map(missingPermission)).toEqual([
    '/twilio/verify/service/read',
    ...Array(3).fill(undefined),
  ]);
});
