import { describe, it } from 'vitest';
import { credentialReach } from '../../../../functions/domain/checks/credential-reach.ts';
import { ACCOUNTS } from '../accounts.ts';
import { keyEvidence, tokenEvidence } from '../evidence-builder.ts';
import { accountReply, DENIED, numbersPage } from '../twilio-replies.ts';
import { type CheckRow, expectJudgement } from './judged.ts';

const { development: DEVELOPMENT, staging: STAGING, production: OWN } = ACCOUNTS;
const UNOWNED = accountReply(OWN, { owner_account_sid: null });

describe('an account whose answer names no owner may be a top-level one, which reaches others', () => {
  it.each<CheckRow>([
    [
      'its Auth Token, refused',
      tokenEvidence({
        probes: { 'own-account': UNOWNED, reach: { [DEVELOPMENT]: DENIED, [STAGING]: DENIED } },
      }),
      'pass: it may not read',
    ],
    [
      'its Main key, served',
      keyEvidence({
        probes: {
          'phone-numbers': numbersPage(OWN),
          'own-account': UNOWNED,
          reach: { [DEVELOPMENT]: DENIED, [STAGING]: accountReply(STAGING) },
        },
      }),
      'fail: it reads',
    ],
  ])('%s', (_name, evidence, expected) => {
    expectJudgement(credentialReach, evidence, expected);
  });
});
