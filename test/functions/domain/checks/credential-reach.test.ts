import { describe, expect, it } from 'vitest';
import { credentialReach } from '../../../../functions/domain/checks/credential-reach.ts';
import { factsOf } from '../../../../functions/domain/facts/facts.ts';
import type { Evidence, Probes } from '../../../../functions/domain/model/evidence.ts';
import type { JsonObject, TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
import { ACCOUNTS, FOREIGN_SID } from '../accounts.ts';
import {
  apiKey,
  authToken,
  expecting,
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
  NO_PROFILE,
  noAnswer,
  numbersPage,
  refusal,
  resource,
  TEST_PAIR,
  unexpected,
} from '../twilio-replies.ts';
import { type CheckRow, expectJudgement, judged } from './judged.ts';

const NUMBERS = { 'phone-numbers': numbersPage(ACCOUNTS.production) };
const TOP: JsonObject = { owner_account_sid: ACCOUNTS.production };
const { development: DEVELOPMENT, staging: STAGING } = ACCOUNTS;

/** An Auth Token of a top-level account, and what it meets at the others' accounts. */
function parentToken(reach: Probes, more: Partial<Evidence> = {}): Evidence {
  const probes = { 'own-account': accountReply(ACCOUNTS.production, TOP), ...reach };
  return tokenEvidence({ probes, ...more });
}

function both(reply: TwilioReply): Probes {
  return { reach: { [DEVELOPMENT]: reply, [STAGING]: reply } };
}

describe('a credential that needs no question', () => {
  it.each<CheckRow>([
    ['the Auth Token of a subaccount', tokenEvidence(), 'pass: is a subaccount: its credentials'],
    [
      'a Main key of a subaccount',
      keyEvidence({ probes: { ...NUMBERS, 'own-account': accountReply(ACCOUNTS.production) } }),
      'pass: is a subaccount',
    ],
    [
      'a key of a subaccount that the auditor read',
      keyEvidence({ probes: { ...NUMBERS, 'audited-account': accountReply(ACCOUNTS.production) } }),
      'pass: is a subaccount',
    ],
    [
      'a key of a subaccount that its webhook Auth Token read',
      keyEvidence({ probes: { ...NUMBERS, 'webhook-account': accountReply(ACCOUNTS.production) } }),
      'pass: is a subaccount',
    ],
    ['a Standard key', keyEvidence(), 'pass: it is no Main key, and other keys reach no other'],
    [
      'a Restricted key',
      keyEvidence({ probes: { ...NUMBERS, 'own-account': refusal(403, 70051) } }),
      'pass: it is no Main key',
    ],
    [
      'the only declared account',
      parentToken({}, { declared: [{ name: 'production', accountSid: ACCOUNTS.production }] }),
      'pass: no other account is declared',
    ],
    [
      'an account that all environments share',
      parentToken(
        {},
        {
          declared: ['production', 'staging'].map((name) => ({
            name,
            accountSid: ACCOUNTS.production,
          })),
        },
      ),
      'pass: no other account is declared',
    ],
  ])('passes: %s', (_name, evidence, expected) => {
    expectJudgement(credentialReach, evidence, expected);
  });
});

describe('a credential that shows no reach', () => {
  const own = (reply: TwilioReply): Evidence =>
    keyEvidence({ probes: { ...NUMBERS, 'own-account': reply } });

  it.each<CheckRow>([
    ['no secret', unreadEvidence(), 'skipped: the secret holds no credential'],
    [
      'an OAuth client',
      keyEvidence({ parse: parsed(oauthClient()) }),
      'skipped: Twilio was not asked',
    ],
    ['test credentials', testPairEvidence(), 'skipped: test credentials read no account'],
    [
      'a rejected key',
      keyEvidence({ probes: { 'phone-numbers': DENIED, 'own-account': DENIED } }),
      'skipped: Twilio refuses',
    ],
    [
      'an inactive account',
      tokenEvidence({ probes: { 'own-account': refusal(403, 20005) } }),
      'skipped: Twilio refuses',
    ],
    [
      'an outage',
      tokenEvidence({ probes: { 'own-account': unexpected(503) } }),
      'inconclusive: Twilio did not say what the credential is',
    ],
    [
      'the Auth Token of another subaccount',
      tokenEvidence({
        parse: parsed(authToken(ACCOUNTS.staging)),
        probes: { 'own-account': accountReply(ACCOUNTS.staging) },
      }),
      'skipped: which account.identity judges',
    ],
    ['a key and an outage at its account', own(unexpected(503)), 'inconclusive: neither the type'],
    ['a key and an unexpected account', own(resource({})), 'inconclusive: neither the type'],
    ['a key and a 404 at its account', own(refusal(404, 20404)), 'skipped: neither the type'],
    ['a key and an inactive account', own(refusal(401, 20005)), 'skipped: neither the type'],
    ['a key and test credentials', own(TEST_PAIR), 'skipped: neither the type'],
    [
      'a key whose account nobody was asked for',
      keyEvidence({ probes: NUMBERS }),
      'inconclusive: neither the type',
    ],
  ])('is not a pass: %s', (_name, evidence, expected) => {
    expectJudgement(credentialReach, evidence, expected);
  });
});

describe('a credential that could reach others', () => {
  it.each<CheckRow>([
    ['rejected everywhere', parentToken(both(DENIED)), 'pass: it may not read the accounts of'],
    ['a 404 everywhere', parentToken(both(refusal(404, 20404))), 'pass: may not read'],
    ['a missing permission', parentToken(both(refusal(403, 70051))), 'pass: may not read'],
    ['inactive accounts', parentToken(both(refusal(403, 20005))), 'pass: may not read'],
    ['refused as a test pair', parentToken(both(TEST_PAIR)), 'pass: may not read'],
    [
      'a request that is refused for the profile',
      parentToken(both(NO_PROFILE)),
      'inconclusive: for',
    ],
    ['another 404', parentToken(both(refusal(404, 20404, 'realm ie1'))), 'inconclusive: for'],
    ['no answer', parentToken(both(noAnswer('timeout'))), 'inconclusive: reach is not known; '],
    ['server errors', parentToken(both(unexpected(503))), 'inconclusive: did not say for'],
    ['a rate limit', parentToken(both(refusal(429, 20429))), 'inconclusive: did not say for'],
    ['HTML', parentToken(both(unexpected(200))), 'inconclusive: did not say for'],
    ['an empty resource', parentToken(both(resource({}))), 'inconclusive: did not say for'],
    ["a stranger's account", parentToken(both(accountReply(FOREIGN_SID))), 'inconclusive: for'],
    ['nothing that was asked', parentToken({}), 'inconclusive: development, staging'],
    [
      'one refusal and one outage',
      parentToken({ reach: { [DEVELOPMENT]: DENIED, [STAGING]: unexpected(503) } }),
      `inconclusive: reach is not known: it may not read account ${ACCOUNTS.development} (development); Twilio did not say for staging`,
    ],
  ])('is judged by what Twilio says of theirs: %s', (_name, evidence, expected) => {
    expectJudgement(credentialReach, evidence, expected);
  });

  it('fails with the environments it reaches, and the time of the slowest answer', () => {
    const slow = { ...accountReply(ACCOUNTS.staging), durationMs: 900 };
    const reach = { reach: { [DEVELOPMENT]: accountReply(ACCOUNTS.development), [STAGING]: slow } };
    expect(credentialReach.judge(factsOf(parentToken(reach)))).toEqual({
      status: 'fail',
      message: 'it reads the accounts of development, staging',
      expected: 'no access to the account of another environment',
      found: 'it reads the accounts of development, staging',
      durationMs: 900,
    });
  });

  it('fails for one account beside others that were refused or gave no answer', () => {
    const reach = {
      reach: { [DEVELOPMENT]: noAnswer('timeout'), [STAGING]: accountReply(ACCOUNTS.staging) },
    };
    expect(judged(credentialReach, parentToken(reach))).toBe(
      `fail: it reads account ${ACCOUNTS.staging} (staging); Twilio did not say for development`,
    );
  });

  it.each<CheckRow>([
    [
      'a Main key of a top-level account',
      keyEvidence({
        probes: {
          ...NUMBERS,
          'own-account': accountReply(ACCOUNTS.production, TOP),
          ...both(DENIED),
        },
      }),
      'pass: may not read',
    ],
    [
      'a Main key of the parent beside a foreign account',
      keyEvidence({
        parse: parsed(apiKey()),
        probes: {
          'phone-numbers': DENIED,
          'own-account': accountReply(ACCOUNTS.production),
          reach: { [DEVELOPMENT]: DENIED, [STAGING]: accountReply(ACCOUNTS.staging) },
        },
      }),
      `fail: it reads account ${ACCOUNTS.staging} (staging)`,
    ],
    [
      "the parent's Auth Token in place of a subaccount's",
      tokenEvidence({
        expectation: expecting({ kind: 'auth-token' }),
        parse: parsed(authToken(ACCOUNTS.parent)),
        probes: {
          'own-account': accountReply(ACCOUNTS.parent),
          reach: {
            [DEVELOPMENT]: accountReply(ACCOUNTS.development),
            [STAGING]: accountReply(ACCOUNTS.staging),
          },
        },
      }),
      'fail: it reads the accounts of development, staging',
    ],
  ])('is told from behaviour: %s', (_name, evidence, expected) => {
    expectJudgement(credentialReach, evidence, expected);
  });
});

describe('more accounts than are asked for', () => {
  const sid = (index: number): string => `AC${index.toString(16).padStart(32, '0')}`;
  const declared = Array.from({ length: 25 }, (_, index) => ({
    name: `e${index}`,
    // The first two share one account: it counts once, by both names.
    accountSid: sid(Math.max(1, index)),
  }));
  const reach = Object.fromEntries(declared.map(({ accountSid }) => [accountSid, DENIED]));

  it('names those that were not asked, the first ten by name', () => {
    expect(judged(credentialReach, parentToken({ reach }, { declared }))).toBe(
      'pass: it may not read the accounts of e0 and e1, e2, e3, e4, e5, e6, e7, e8, e9, e10; not asked, since a run asks for 10 accounts at most: e11, e12, e13, e14, e15, e16, e17, e18, e19, e20 and 4 more',
    );
  });
});
