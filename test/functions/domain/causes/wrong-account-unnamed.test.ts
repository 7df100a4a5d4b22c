import { expect, it } from 'vitest';
import { environmentWrongAccount } from '../../../../functions/domain/causes/wrong-account.ts';
import { runChecks } from '../../../../functions/domain/checks/run-checks.ts';
import { factsOf } from '../../../../functions/domain/facts/facts.ts';
import { ACCOUNTS } from '../accounts.ts';
import { keyEvidence } from '../evidence-builder.ts';
import { accountReply, DENIED } from '../twilio-replies.ts';

it('a credential of another account is called a key where none was tried', () => {
  const probes = { 'phone-numbers': DENIED, 'own-account': accountReply(ACCOUNTS.production) };
  const evidence = keyEvidence({ probes });
  const judged = factsOf(evidence);
  const facts = { ...judged, triedCredential: undefined, otherAccount: ACCOUNTS.staging };
  const finding = environmentWrongAccount.diagnose({ evidence, facts, checks: runChecks(judged) });
  expect(finding?.summary).toContain('its API key');
});
