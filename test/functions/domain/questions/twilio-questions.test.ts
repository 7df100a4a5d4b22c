import { expect, it } from 'vitest';
import {
  describeExchange,
  describeReply,
  describeUnproven,
} from '../../../../functions/domain/facts/describe-reply.ts';
import type { Credential } from '../../../../functions/domain/model/credential.ts';
import type { TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
import {
  accountQuestion,
  basicCredential,
  phoneNumbersQuestion,
} from '../../../../functions/domain/questions/twilio-questions.ts';
import { ACCOUNTS } from '../accounts.ts';
import { apiKey, authToken, KEY_SID } from '../evidence-builder.ts';
import { DENIED, noAnswer, resource, unexpected } from '../twilio-replies.ts';

type Basic = Exclude<Credential, { kind: 'oauth-client' }>;

it('asks as the key for an API key, and as the account for an Auth Token', () => {
  const [key, token] = [apiKey(), authToken()];
  expect(basicCredential(key as Basic).username).toBe(KEY_SID);
  expect(basicCredential(token as Basic).username).toBe(ACCOUNTS.production);
});

it('asks for the account, or for one of its phone numbers, in the given Region', () => {
  const asker = { credential: basicCredential(apiKey() as Basic), region: 'ie1' } as const;
  expect(accountQuestion(ACCOUNTS.staging, asker)).toEqual({
    product: 'api',
    path: `/2010-04-01/Accounts/${ACCOUNTS.staging}.json`,
    ...asker,
  });
  expect(phoneNumbersQuestion(ACCOUNTS.staging, asker)).toMatchObject({
    path: `/2010-04-01/Accounts/${ACCOUNTS.staging}/IncomingPhoneNumbers.json`,
    query: { PageSize: '1' },
    region: 'ie1',
  });
});

it.each<readonly [string, TwilioReply, string]>([
  ['a resource', resource({}), 'Twilio answered HTTP 200 with JSON'],
  ['a refusal', DENIED, 'Twilio answered HTTP 401, code 20003 "Authenticate"'],
  [
    'a page of HTML',
    unexpected(502),
    'the answer was HTTP 502 with an HTML page (text/html, 512 bytes)',
  ],
  ['silence', noAnswer('timeout'), 'no answer from Twilio: timeout after 3 attempts'],
])('describes %s in one clause', (_name, reply, clause) => {
  expect(describeReply(reply)).toBe(clause);
});

it('says of JSON that proves nothing what is wrong with it', () => {
  expect(describeUnproven(resource({}))).toBe(
    'Twilio answered HTTP 200 with JSON that is not the expected resource',
  );
  expect(describeUnproven(DENIED)).toBe(describeReply(DENIED));
});

it('names the request, and its attempts where there was more than one', () => {
  expect(describeExchange(DENIED)).toBe(`${DENIED.request}: ${describeReply(DENIED)}`);
  expect(describeExchange(noAnswer('timeout'))).toMatch(/… \(3 attempts\): no answer/);
});
