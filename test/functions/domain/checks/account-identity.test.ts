import { it } from 'vitest';
import { accountIdentity } from '../../../../functions/domain/checks/account-identity.ts';
import { ACCOUNTS, FOREIGN_SID } from '../accounts.ts';
import {
  apiKey,
  authToken,
  keyEvidence,
  oauthClient,
  parsed,
  testPairEvidence,
  tokenEvidence,
  unreadEvidence,
} from '../evidence-builder.ts';
import { accountReply, DENIED, numbersPage, refusal, unexpected } from '../twilio-replies.ts';
import { type CheckRow, expectJudgement } from './judged.ts';

const OWN = ACCOUNTS.production;
const SHOUTED = `AC${OWN.slice(2).toUpperCase()}`;

const ROWS: readonly CheckRow[] = [
  ['a key of the account', keyEvidence(), `pass: it acts as account ${OWN}`],
  ['a token of the account', tokenEvidence(), `pass: it acts as account ${OWN}`],
  ['test credentials of the account', testPairEvidence(), `pass: it acts as account ${OWN}`],
  [
    'a SID in upper case',
    tokenEvidence({ parse: parsed(authToken(SHOUTED)) }),

    `pass: it acts as account ${OWN}`,
  ],
  [
    "staging's token",
    tokenEvidence({
      parse: parsed(authToken(ACCOUNTS.staging)),
      probes: { 'own-account': accountReply(ACCOUNTS.staging) },
    }),

    `fail: expected account ${OWN}, found ${ACCOUNTS.staging}, the account of staging`,
  ],
  [
    'a token of nobody declared, also while Twilio is down',
    tokenEvidence({
      parse: parsed(authToken(FOREIGN_SID)),
      probes: { 'own-account': unexpected(503) },
    }),

    `fail: expected account ${OWN}, found ${FOREIGN_SID}`,
  ],
  [
    'a good key beside the SID of staging',
    keyEvidence({ parse: parsed(apiKey(ACCOUNTS.staging)) }),

    'fail: the account of staging',
  ],
  [
    'a Main key of the parent',
    keyEvidence({ probes: { 'phone-numbers': DENIED, 'own-account': accountReply(OWN) } }),

    'fail: it is a key of another account, as a Main key of the parent is',
  ],
  [
    'a rejected key',
    keyEvidence({ probes: { 'phone-numbers': DENIED } }),

    'skipped: a credential that Twilio refuses acts as no account',
  ],
  [
    'a key of an inactive account',
    keyEvidence({ probes: { 'phone-numbers': refusal(401, 20005) } }),

    'skipped: a credential that Twilio refuses acts as no account',
  ],
  [
    "another account's page",
    keyEvidence({ probes: { 'phone-numbers': numbersPage(ACCOUNTS.staging) } }),

    'inconclusive: Twilio did not say which account it acts as',
  ],
  [
    'an OAuth client',
    keyEvidence({ parse: parsed(oauthClient()), probes: {} }),

    'skipped: Twilio was not asked',
  ],
  ['an unread secret', unreadEvidence(), 'skipped: no credential was found to try'],
];

it.each(ROWS)('judges %s', (_name, evidence, expected) => {
  expectJudgement(accountIdentity, evidence, expected);
});
