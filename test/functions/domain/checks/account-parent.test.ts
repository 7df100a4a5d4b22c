import { expect, it } from 'vitest';
import { accountParent } from '../../../../functions/domain/checks/account-parent.ts';
import { factsOf } from '../../../../functions/domain/facts/facts.ts';
import type { Evidence, Probes } from '../../../../functions/domain/model/evidence.ts';
import { ACCOUNTS, FOREIGN_SID } from '../accounts.ts';
import {
  authToken,
  expecting,
  keyEvidence,
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
  unexpected,
} from '../twilio-replies.ts';
import { type CheckRow, expectJudgement } from './judged.ts';

const OWN = ACCOUNTS.production;
const NUMBERS = { 'phone-numbers': numbersPage(OWN) };
const AUDITED = accountReply(OWN);
const READY = { auditor: { state: 'ready' } } as const;

const audited = (reply: Probes['audited-account'], more: Partial<Evidence> = {}): Evidence =>
  keyEvidence({
    ...READY,
    probes: { ...NUMBERS, ...(reply && { 'audited-account': reply }) },
    ...more,
  });

const asked = (own: Probes['own-account'], more: Partial<Evidence> = {}): Evidence =>
  keyEvidence({ probes: { ...NUMBERS, ...(own && { 'own-account': own }) }, ...more });

const owned = (owner: string | null): Evidence =>
  tokenEvidence({ probes: { 'own-account': accountReply(OWN, { owner_account_sid: owner }) } });

const TOP_LEVEL = expecting({ kind: 'auth-token' }, { parentSid: OWN });
const topLevel = (owner: string): Evidence => ({ ...owned(owner), expectation: TOP_LEVEL });

const { parentSid, ...NO_PARENT } = expecting({ kind: 'api-key' }).account;
const UNDECLARED = { ...expecting({ kind: 'api-key' }), account: NO_PARENT };

const ROWS: readonly CheckRow[] = [
  ['the declared parent', owned(ACCOUNTS.parent), `pass: ${OWN} belongs to ${ACCOUNTS.parent}`],
  ['a top-level account', topLevel(OWN), `pass: ${OWN} is a top-level account`],
  [
    'no declared parent',
    keyEvidence({ expectation: UNDECLARED }),
    'skipped: declares no parentSid',
  ],
  [
    'another parent',
    owned(FOREIGN_SID),
    `fail: expected owner ${ACCOUNTS.parent}, found owner ${FOREIGN_SID}`,
  ],
  [
    'a subaccount that was moved out',
    owned(OWN),
    `fail: expected owner ${ACCOUNTS.parent}, found a top-level account`,
  ],
  [
    'a subaccount declared as top-level',
    topLevel(ACCOUNTS.parent),
    `fail: expected a top-level account, found owner ${ACCOUNTS.parent}`,
  ],
  ['no owner in the answer', owned(null), `inconclusive: names no owner of ${OWN}`],
  ['an owner that is no account', owned('OR1'), 'inconclusive: names no owner'],
  [
    'no owner in the answer, and none declared',
    { ...owned(null), expectation: UNDECLARED },
    'skipped: declares no parentSid',
  ],
  ['a Main key', asked(AUDITED), 'pass: belongs to'],
  ['the auditor for a Standard key', audited(AUDITED), 'pass: belongs to'],
  ['an auditor whose token is rejected', audited(DENIED), 'inconclusive: the auditor could not'],
  ['an auditor that knows no such account', audited(refusal(404, 20404)), 'inconclusive: 20404'],
  [
    "the auditor's answer for another account",
    audited(accountReply(ACCOUNTS.staging)),
    'inconclusive: JSON that is not the expected resource',
  ],
  [
    'an unusable auditor',
    keyEvidence({ auditor: { state: 'unusable', reason: 'it is an OAuth client' } }),
    'inconclusive: the auditor credential cannot be used: it is an OAuth client',
  ],
  ['a Standard key and no auditor', asked(DENIED), 'skipped: and no auditor is configured'],
  ['a Restricted key and no auditor', asked(refusal(403, 70051)), 'skipped: no auditor'],
  [
    'an account that Twilio refuses to show for its profile',
    asked(NO_PROFILE),
    'skipped: no auditor',
  ],
  ['an account that Twilio does not find', asked(refusal(404, 20404)), 'skipped: no auditor'],
  ['an inactive account and no auditor', asked(refusal(401, 20005)), 'skipped: no auditor'],
  ['a 20008 for the account alone', asked(refusal(403, 20008)), 'skipped: no auditor'],
  ['an outage of the account alone', asked(unexpected(503)), 'inconclusive: HTTP 503'],
  ['a rate limit of the account alone', asked(refusal(429, 20429)), 'inconclusive: 20429'],
  ['a 401 of HTML for the account', asked(unexpected(401)), 'inconclusive: HTTP 401'],
  ['silence for the account', asked(noAnswer('timeout')), 'inconclusive: timeout'],
  ['an empty object for the account', asked(resource({})), 'inconclusive: did not show'],
  ["another account's resource", asked(accountReply(ACCOUNTS.staging)), 'inconclusive: not show'],
  [
    'a token of another account',
    tokenEvidence({
      parse: parsed(authToken(ACCOUNTS.staging)),
      probes: { 'own-account': accountReply(ACCOUNTS.staging) },
    }),
    'skipped: the credential could not read the declared account',
  ],
  ['test credentials', testPairEvidence(), 'skipped: test credentials cannot read their account'],
  [
    'test credentials beside an auditor',
    testPairEvidence({ auditor: { state: 'unusable', reason: 'broken' } }),
    'skipped: test credentials cannot read their account',
  ],
  ['an unread secret', unreadEvidence(), 'skipped: no credential was found to ask with'],
];

it.each(ROWS)('judges %s', (_name, evidence, expected) => {
  expectJudgement(accountParent, evidence, expected);
});

it('tells the time of the answer it rests on', () => {
  expect(accountParent.judge(factsOf(owned(FOREIGN_SID))).durationMs).toBe(AUDITED.durationMs);
});
