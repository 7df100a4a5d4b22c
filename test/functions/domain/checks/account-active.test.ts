import { expect, it } from 'vitest';
import { accountActive } from '../../../../functions/domain/checks/account-active.ts';
import { factsOf } from '../../../../functions/domain/facts/facts.ts';
import type { Evidence } from '../../../../functions/domain/model/evidence.ts';
import type { JsonObject } from '../../../../functions/domain/model/twilio-api.ts';
import { ACCOUNTS } from '../accounts.ts';
import { expecting, keyEvidence, testPairEvidence, tokenEvidence } from '../evidence-builder.ts';
import { accountReply, DENIED, numbersPage, refusal } from '../twilio-replies.ts';
import { type CheckRow, expectJudgement } from './judged.ts';

const OWN = ACCOUNTS.production;
const seen = (changes: JsonObject, more: Partial<Evidence> = {}): Evidence =>
  tokenEvidence({ probes: { 'own-account': accountReply(OWN, changes) }, ...more });

const { type, ...ANY_TYPE } = expecting({ kind: 'auth-token' }).account;
const ANY = { expectation: { ...expecting({ kind: 'auth-token' }), account: ANY_TYPE } };
const TRIAL = { expectation: expecting({ kind: 'auth-token' }, { type: 'Trial' }) };

const ROWS: readonly CheckRow[] = [
  ['an active Full account', seen({}), `pass: ${OWN} is active, Full`],
  ['an active account of any type', seen({ type: 'Trial' }, ANY), 'pass: is active, Trial'],
  [
    'a Trial account',
    seen({ type: 'Trial' }),
    'fail: expected a Full account, found a Trial account',
  ],
  [
    'a Full account declared as Trial',
    seen({}, TRIAL),
    'fail: expected a Trial account, found a Full account',
  ],
  ['a suspended account', seen({ status: 'suspended' }), `fail: ${OWN} is suspended`],
  ['a closed account of any type', seen({ status: 'closed' }, ANY), `fail: ${OWN} is closed`],
  [
    'a type never seen, none declared',
    seen({ type: 'Enterprise' }, ANY),
    'pass: active, Enterprise',
  ],
  ['no type, none declared', seen({ type: null }, ANY), `pass: ${OWN} is active`],
  [
    'a type never seen, Full declared',
    seen({ type: 'Enterprise' }),
    'inconclusive: expected a Full account; Twilio gives',
  ],
  ['no type, Full declared', seen({ type: null }), `inconclusive: Twilio gives ${OWN} no type`],
  [
    'a status never seen',
    seen({ status: 'pending_closure' }, ANY),
    `inconclusive: Twilio gives ${OWN} a status that is not known here: "pending_closure"`,
  ],
  ['a status that is no word', seen({ status: 'a b' }, ANY), 'inconclusive: "…"'],
  ['no status', seen({ status: null }), `skipped: Twilio's answer names no status of ${OWN}`],
  ['no status, and another type', seen({ status: null, type: 'Trial' }), 'fail: found a Trial'],
  [
    'a status never seen, and another type',
    seen({ status: 'pending_closure', type: 'Trial' }),
    'fail: expected a Full account, found a Trial account',
  ],
  ['no owner', seen({ owner_account_sid: null }), 'pass: is active, Full'],
  [
    'a suspended account that rejects its key, seen by the auditor',
    keyEvidence({
      auditor: { state: 'ready' },
      probes: {
        'phone-numbers': DENIED,
        'audited-account': accountReply(OWN, { status: 'suspended' }),
      },
    }),
    'fail: is suspended',
  ],
  [
    'an account that Twilio calls not active',
    keyEvidence({ probes: { 'phone-numbers': refusal(401, 20005) } }),
    'fail: Twilio says the account is not active',
  ],
  ['a rejected token', tokenEvidence({ probes: { 'own-account': DENIED } }), 'skipped: '],
  ['test credentials', testPairEvidence(), 'skipped: test credentials cannot read'],
  ['a Standard key without auditor', keyEvidence(), 'skipped: no auditor is configured'],
  [
    'a Standard key beside a rejected auditor',
    keyEvidence({
      auditor: { state: 'ready' },
      probes: { 'phone-numbers': numbersPage(OWN), 'audited-account': DENIED },
    }),
    'inconclusive: the auditor could not read the account',
  ],
];

it.each(ROWS)('judges %s', (_name, evidence, expected) => {
  expectJudgement(accountActive, evidence, expected);
});

it('shows what was declared and what was found', () => {
  expect(accountActive.judge(factsOf(seen({ status: 'suspended' })))).toMatchObject({
    expected: 'active, Full',
    found: 'suspended, Full',
  });
  expect(accountActive.judge(factsOf(seen({ status: 'closed' }, ANY))).expected).toBe('active');
});
