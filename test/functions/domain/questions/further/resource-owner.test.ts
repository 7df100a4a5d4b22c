import { expect, it } from 'vitest';
import { factsOf } from '../../../../../functions/domain/facts/facts.ts';
import type { DeclaredAccount } from '../../../../../functions/domain/model/evidence.ts';
import type { TwilioReply } from '../../../../../functions/domain/model/twilio-api.ts';
import { resourceOwner } from '../../../../../functions/domain/questions/further/resource-owner.ts';
import { ACCOUNTS } from '../../accounts.ts';
import { TOKEN } from '../../credential/samples.ts';
import { keyEvidence } from '../../evidence-builder.ts';
import { expectationOf, NOT_FOUND, NUMBER, numbers, pageOf } from '../../resource-evidence.ts';
import { noAnswer, numbersPage, refusal, resource } from '../../twilio-replies.ts';
import { fakeSecrets, type SecretAnswer } from '../../verification/fake-ports.ts';

const VA = `VA${'b'.repeat(32)}`;
const SID = ACCOUNTS.staging;
const TOKEN_SECRET = { accountSid: SID, authToken: TOKEN };
const OAUTH_SECRET = {
  clientId: `OQ${'a1'.repeat(16)}`,
  clientSecret: 'q7RtY2mZ9Lk4XcVb1NwP8sHd6FgJ3aQe',
};

const STAGING: DeclaredAccount = {
  name: 'staging',
  accountSid: SID,
  credential: {
    secret: { id: 'staging' },
    credential: { kind: 'auth-token' },
    twilioRegion: 'us1',
  },
};

const SERVICE = keyEvidence({
  expectation: expectationOf({ verifyServices: [VA] }),
  probes: { 'phone-numbers': numbersPage(ACCOUNTS.production), resource: { [VA]: NOT_FOUND } },
});
const NUMBERS = keyEvidence({
  expectation: numbers(NUMBER),
  probes: { 'phone-numbers': pageOf([]) },
});

interface Row {
  readonly evidence?: typeof SERVICE;
  readonly other?: DeclaredAccount;
  readonly secret?: SecretAnswer;
  readonly reply?: TwilioReply;
}

const stagingPage = resource({
  uri: `/2010-04-01/Accounts/${SID}/IncomingPhoneNumbers.json`,
  incoming_phone_numbers: [{ phone_number: NUMBER, account_sid: SID }],
});

it.each<readonly [string, Row, object]>([
  [
    'has it, by the SID and the account in the body',
    { reply: resource({ sid: VA, account_sid: SID }) },
    { kind: 'found' },
  ],
  ['has it, by its page of numbers', { evidence: NUMBERS, reply: stagingPage }, { kind: 'found' }],
  ['has it not, where Twilio does not find it', { reply: NOT_FOUND }, { kind: 'refused' }],
  [
    'has it not, where a parent is shown its own',
    { reply: resource({ sid: VA, account_sid: ACCOUNTS.parent }) },
    { kind: 'refused' },
  ],
  [
    'has it not, on a page without the number',
    { evidence: NUMBERS, reply: numbersPage(SID) },
    { kind: 'refused' },
  ],
  ['may have it, in an outage', { reply: noAnswer('timeout') }, { kind: 'undecided' }],
  [
    'may have it, where its credential is refused',
    { reply: refusal(401, 20003) },
    { kind: 'undecided' },
  ],
  [
    'may have it, where its secret is not there',
    { secret: { outcome: 'failed', failure: 'not-found', message: '' } },
    { kind: 'undecided', reason: 'its secret could not be read: not-found' },
  ],
  [
    'may have it, where its secret holds no credential',
    { secret: {} },
    { kind: 'undecided', reason: 'its secret holds no credential to ask with' },
  ],
  [
    'may have it, where its credential is an OAuth client',
    { secret: OAUTH_SECRET },
    { kind: 'undecided', reason: 'its secret holds no credential to ask with' },
  ],
  [
    'may have it, where no credential is declared',
    { other: { name: 'staging', accountSid: SID } },
    { kind: 'undecided', reason: 'its secret holds no credential to ask with' },
  ],
  [
    'may have it, where it is not declared',
    { other: { ...STAGING, name: 'other' } },
    { kind: 'undecided', reason: 'its secret holds no credential to ask with' },
  ],
])('another environment %s', async (_name, row, expected) => {
  const { evidence = SERVICE, other = STAGING, secret = TOKEN_SECRET, reply = NOT_FOUND } = row;
  const outcome = await resourceOwner('staging').ask(factsOf({ ...evidence, declared: [other] }), {
    secrets: fakeSecrets({ staging: secret }),
    signal: new AbortController().signal,
    ask: async () => reply,
  });
  expect(outcome).toMatchObject(expected);
  const isOpen = outcome.kind === 'undecided';
  expect(
    resourceOwner('staging').read(outcome, ACCOUNTS.production).join().includes('stays open'),
  ).toBe(isOpen);
});
