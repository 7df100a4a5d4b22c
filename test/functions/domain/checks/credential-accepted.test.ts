import { describe, expect, it } from 'vitest';
import { credentialAccepted } from '../../../../functions/domain/checks/credential-accepted.ts';
import { factsOf } from '../../../../functions/domain/facts/facts.ts';
import type { TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
import { ACCOUNTS } from '../accounts.ts';
import {
  expecting,
  KEY_SID,
  keyEvidence,
  oauthClient,
  parsed,
  testPairEvidence,
  tokenEvidence,
  unreadEvidence,
} from '../evidence-builder.ts';
import {
  accountReply,
  DENIED,
  noAnswer,
  numbersPage,
  refusal,
  resource,
  TEST_PAIR,
  unexpected,
} from '../twilio-replies.ts';
import { judged } from './judged.ts';

const OWN = ACCOUNTS.production;
const PAGE = numbersPage(OWN);

describe('an API key', () => {
  it.each<readonly [string, TwilioReply, string]>([
    ['its page of numbers', PAGE, `pass: Twilio accepts API key ${KEY_SID}`],
    ['an empty page', numbersPage(OWN, []), 'pass: '],
    ['20003 at 401', DENIED, `fail: Twilio rejects API key ${KEY_SID}: Twilio answered HTTP 401`],
    ['20003 at 403', refusal(403, 20003), 'fail: Twilio rejects'],
    ['20403', refusal(403, 20403), 'fail: Twilio refuses'],
    ['20008', TEST_PAIR, 'fail: Twilio says these are test credentials'],
    ['20003 at 500', refusal(500, 20003), 'inconclusive: '],
    ['70051 at 401', refusal(401, 70051), 'inconclusive: '],
    ['70051 at 403', refusal(403, 70051), 'inconclusive: '],
    ['20404', refusal(404, 20404), 'inconclusive: '],
    ['429', refusal(429, 20429), 'inconclusive: '],
    ['a 401 of HTML', unexpected(401), 'inconclusive: '],
    ['a 404 of HTML', unexpected(404), 'inconclusive: '],
    ['a 200 of HTML', unexpected(200), 'inconclusive: '],
    ['a time-out', noAnswer('timeout'), 'inconclusive: '],
    ['an empty object', resource({}), 'with JSON that is not the expected resource'],
    ["another account's page", numbersPage(ACCOUNTS.staging), 'inconclusive: '],
    ["another account's number", numbersPage(OWN, [ACCOUNTS.staging]), 'inconclusive: '],
  ])('is judged by %s', (_name, reply, expected) => {
    const probes = { 'phone-numbers': reply, 'own-account': DENIED };
    expect(judged(credentialAccepted, keyEvidence({ probes }))).toContain(expected);
  });

  it('is never condemned by the 401 that a Standard key gets for its account', () => {
    for (const own of [DENIED, refusal(403, 20003), refusal(401, 70051)]) {
      const probes = { 'phone-numbers': PAGE, 'own-account': own };
      expect(credentialAccepted.judge(factsOf(keyEvidence({ probes }))).status).toBe('pass');
    }
    const probes = { 'phone-numbers': unexpected(503), 'own-account': DENIED };
    expect(credentialAccepted.judge(factsOf(keyEvidence({ probes }))).status).toBe('inconclusive');
  });

  it('is not proven by reading the account, which a Main key of the parent may', () => {
    const account = { 'own-account': accountReply(OWN) };
    const outage = keyEvidence({ probes: { ...account, 'phone-numbers': unexpected(503) } });
    expect(credentialAccepted.judge(factsOf(outage)).status).toBe('inconclusive');
    const refused = keyEvidence({ probes: { ...account, 'phone-numbers': DENIED } });
    expect(judged(credentialAccepted, refused)).toBe(
      `pass: Twilio knows API key ${KEY_SID}, as a key of another account`,
    );
  });

  it('was not tried where Twilio was not asked', () => {
    expect(judged(credentialAccepted, keyEvidence({ probes: {} }))).toBe(
      `inconclusive: API key ${KEY_SID} was not tried: Twilio was not asked`,
    );
  });
});

describe('an Auth Token', () => {
  it.each<readonly [string, TwilioReply, string]>([
    ['its account', accountReply(OWN), `pass: Twilio accepts the Auth Token of account ${OWN}`],
    ['its suspended account', accountReply(OWN, { status: 'suspended' }), 'pass: '],
    ['its account in upper case', accountReply(`AC${OWN.slice(2).toUpperCase()}`), 'pass: '],
    ["another account's resource", accountReply(ACCOUNTS.staging), 'inconclusive: '],
    ['an empty object', resource({}), 'inconclusive: '],
    ['a page of numbers', PAGE, 'inconclusive: '],
    ['20003', DENIED, 'fail: Twilio rejects the Auth Token'],
    ['20005', refusal(401, 20005), 'the account is not active'],
    ['a 401 of HTML', unexpected(401), 'inconclusive: '],
    ['20404', refusal(404, 20404), 'inconclusive: '],
  ])('is judged by %s', (_name, reply, expected) => {
    const probes = { 'own-account': reply };
    expect(judged(credentialAccepted, tokenEvidence({ probes }))).toContain(expected);
  });
});

it.each([
  [
    'declared test credentials by 20008',
    testPairEvidence(),
    'pass: Twilio accepts the pair as test',
  ],
  ['an unread secret', unreadEvidence(), 'skipped: no credential was found to try'],
  [
    'a test pair whose magic numbers were not asked for',
    testPairEvidence({ probes: { 'own-account': TEST_PAIR } }),
    'inconclusive: Twilio accepts the pair as test credentials (code 20008), and does not answer its magic numbers as documented: a message: Twilio was not asked in time',
  ],
  [
    'a test pair whose magic number is answered by another code',
    testPairEvidence({
      probes: { 'own-account': TEST_PAIR, magic: { 'a message': refusal(400, 21606) } },
    }),
    'fail: Twilio accepts the pair as test credentials (code 20008), and does not answer its magic numbers as documented: a message: Twilio answered HTTP 400, code 21606',
  ],
  [
    'an OAuth client that was not asked for a token',
    keyEvidence({ expectation: expecting({ kind: 'oauth-client' }), parse: parsed(oauthClient()) }),
    'was not tried: Twilio was not asked',
  ],
])('judges %s', (_name, evidence, expected) => {
  expect(judged(credentialAccepted, evidence)).toContain(expected);
});

it('tells the time of the answer it rests on', () => {
  expect(credentialAccepted.judge(factsOf(keyEvidence())).durationMs).toBe(PAGE.durationMs);
});
