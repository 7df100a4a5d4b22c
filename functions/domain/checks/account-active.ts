import { declaredAccount } from '../facts/account-facts.ts';
import type { AccountResource } from '../facts/account-resource.ts';
import { credentialProof } from '../facts/credential-proof.ts';
import type { CheckResult } from '../model/check-result.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Check } from './check.ts';

/** The account is active, and of the declared type where one is declared. */
export const accountActive: Check = {
  id: 'account.active',
  title: 'The account is active and of the declared type',
  tier: 'live',
  judge: (evidence: Evidence): CheckResult => {
    const facts = declaredAccount(evidence);
    if (facts.known) {
      return { ...judgeAccount(facts.account, evidence), durationMs: facts.durationMs };
    }
    const proof = credentialProof(evidence);
    if (proof.outcome === 'inactive') {
      return {
        status: 'fail',
        message: 'Twilio says the account is not active',
        expected: 'an active account',
        found: 'an account that is not active',
        durationMs: proof.by.durationMs,
      };
    }
    return facts.result;
  },
};

function judgeAccount(account: AccountResource, evidence: Evidence): CheckResult {
  const { type } = evidence.expectation.account;
  const expected = type === undefined ? 'active' : `active, ${type}`;
  const found = `${account.status}, ${account.type}`;
  if (account.status !== 'active') {
    return { status: 'fail', message: `${account.sid} is ${account.status}`, expected, found };
  }
  if (type !== undefined && account.type !== type) {
    const message = `${account.sid} is a ${account.type} account; declared is ${type}`;
    return { status: 'fail', message, expected, found };
  }
  return { status: 'pass', message: `${account.sid} is ${found}` };
}
