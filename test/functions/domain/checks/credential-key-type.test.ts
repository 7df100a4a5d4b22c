import { expect, it } from 'vitest';
import { credentialKeyType } from '../../../../functions/domain/checks/credential-key-type.ts';
import { factsOf } from '../../../../functions/domain/facts/facts.ts';
import type { KeyType } from '../../../../functions/domain/model/credential.ts';
import type { Evidence, Probes } from '../../../../functions/domain/model/evidence.ts';
import type { TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
import { ACCOUNTS } from '../accounts.ts';
import { authToken, expecting, keyEvidence, parsed, unreadEvidence } from '../evidence-builder.ts';
import {
  accountReply,
  DENIED,
  NO_PROFILE,
  numbersPage,
  refusal,
  resource,
  TEST_PAIR,
  unexpected,
} from '../twilio-replies.ts';
import { type CheckRow, expectJudgement } from './judged.ts';

const OWN = ACCOUNTS.production;
const ACCOUNT = accountReply(OWN);
const NO_PERMISSION = refusal(403, 70051);

/** A key that lists its numbers, unless told otherwise, and gets this answer for its account. */
function declared(keyType: KeyType, own: TwilioReply, numbers = numbersPage(OWN)): Evidence {
  const probes: Probes = { 'phone-numbers': numbers, 'own-account': own };
  return keyEvidence({ expectation: expecting({ kind: 'api-key', keyType }), probes });
}

const ROWS: readonly CheckRow[] = [
  ['Main as declared', declared('main', ACCOUNT), 'pass: it is a Main key'],
  [
    'Standard as declared',
    declared('standard', DENIED),
    'pass: it is a Standard or Restricted key',
  ],
  ['Restricted as declared', declared('restricted', NO_PERMISSION), 'pass: a Restricted key'],
  [
    'Main where Standard is declared',
    declared('standard', ACCOUNT),
    'fail: expected a Standard key, found a Main key',
  ],
  [
    'Main where Restricted is declared',
    declared('restricted', ACCOUNT),
    'fail: expected a Restricted key, found one that reads its account, as a Main key does',
  ],
  [
    'Standard where Main is declared',
    declared('main', DENIED),
    'fail: expected a Main key, found a Standard or Restricted key',
  ],
  [
    'Restricted where Standard is declared',
    declared('standard', NO_PERMISSION),
    'fail: expected a Standard key, found a Restricted key',
  ],
  [
    'not Main where Restricted is declared',
    declared('restricted', DENIED),
    'skipped: it is a Standard or Restricted key: Twilio answers both alike here',
  ],
  ['an outage', declared('main', unexpected(503)), 'inconclusive: did not show'],
  [
    'an account that is refused for the profile',
    declared('standard', NO_PROFILE),
    'inconclusive: ',
  ],
  ['a 401 of HTML', declared('main', unexpected(401)), 'inconclusive: did not show'],
  ['an empty object', declared('main', resource({})), 'inconclusive: did not show'],
  [
    "another account's resource",
    declared('main', accountReply(ACCOUNTS.staging)),
    'inconclusive: ',
  ],
  ['an account that is not found', declared('main', refusal(404, 20404)), 'inconclusive: '],
  [
    'a key that lacks every permission',
    declared('standard', NO_PERMISSION, NO_PERMISSION),
    'inconclusive: ',
  ],
  ['a Main key during an outage', declared('standard', ACCOUNT, unexpected(503)), 'inconclusive: '],
  ['a rejected key', declared('standard', DENIED, DENIED), 'skipped: refuses'],
  ["the parent's Main key", declared('standard', ACCOUNT, DENIED), 'skipped: refuses'],
  ['a key of an inactive account', declared('main', DENIED, refusal(403, 20403)), 'skipped: '],
  ['20008 for a key', declared('main', TEST_PAIR, TEST_PAIR), 'skipped: refuses'],
  [
    'an API key whose account nobody asked for',
    keyEvidence({
      expectation: expecting({ kind: 'api-key', keyType: 'main' }),
      probes: { 'phone-numbers': numbersPage(OWN) },
    }),
    'inconclusive: did not show',
  ],
  ['no declared type', keyEvidence(), 'skipped: the configuration declares no keyType'],
  [
    'an Auth Token',
    { ...declared('main', ACCOUNT), parse: parsed(authToken()) },
    'skipped: it is not an API key',
  ],
  [
    'an unread secret',
    unreadEvidence({ expectation: expecting({ kind: 'api-key', keyType: 'main' }) }),
    'skipped: no API key was found',
  ],
];

it.each(ROWS)('judges %s', (_name, evidence, expected) => {
  expectJudgement(credentialKeyType, evidence, expected);
});

it('tells the time of the answer it rests on', () => {
  expect(credentialKeyType.judge(factsOf(declared('main', ACCOUNT))).durationMs).toBe(
    ACCOUNT.durationMs,
  );
});
