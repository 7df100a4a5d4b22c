import { expect, it } from 'vitest';
import { environmentWrongAccount } from '../../../../functions/domain/causes/wrong-account.ts';
import { accountActive } from '../../../../functions/domain/checks/account-active.ts';
import { factsOf } from '../../../../functions/domain/facts/facts.ts';
import type { CheckReport } from '../../../../functions/domain/model/report.ts';
import { ACCOUNTS } from '../accounts.ts';
import { keyEvidence, oauthClient, parsed, unreadEvidence } from '../evidence-builder.ts';
import { accountReply, numbersPage } from '../twilio-replies.ts';

/** A check as stored evidence of an older run may hold it: nothing but its verdict. */
function failed(id: string): CheckReport {
  return { id, title: id, tier: 'offline', status: 'fail', message: 'as it was', durationMs: 0 };
}

it('a wrong account that nobody named is no more than likely', () => {
  const checks = [failed('account.identity')];
  const finding = environmentWrongAccount.diagnose({
    evidence: unreadEvidence(),
    facts: factsOf(unreadEvidence()),
    checks,
  });
  expect(finding?.confidence).toBe('likely');
});

it('an account that an OAuth client without a SID reads is not known to be its own', () => {
  const evidence = keyEvidence({
    parse: parsed(oauthClient()),
    probes: {
      'phone-numbers': numbersPage(ACCOUNTS.production),
      'own-account': accountReply(ACCOUNTS.staging),
    },
  });
  expect(accountActive.judge(factsOf(evidence)).status).toBe('inconclusive');
});

it('an account that was read with a secret that is not known is not known to be its own', () => {
  const { parse, ...evidence } = keyEvidence({
    probes: { 'own-account': accountReply(ACCOUNTS.staging) },
  });
  expect(accountActive.judge(factsOf(evidence)).status).toBe('inconclusive');
});
