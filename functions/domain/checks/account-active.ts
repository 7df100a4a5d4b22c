import type { Facts } from '../facts/facts.ts';
import type { AccountResource } from '../facts/twilio-resources.ts';
import type { CheckResult } from '../model/check-result.ts';
import type { AccountType } from '../model/expectation.ts';
import type { Check } from './check.ts';

/** The account is active, and of the declared type where one is declared. */
export const accountActive: Check = {
  id: 'account.active',
  title: 'The account is active and of the declared type',
  tier: 'live',
  judge: ({ account, proof, evidence }: Facts): CheckResult => {
    if (account.known) {
      const { type } = evidence.expectation.account;
      return { ...judgeAccount(account.account, type), durationMs: account.durationMs };
    }
    if (proof.outcome === 'inactive') {
      return {
        status: 'fail',
        message: 'Twilio says the account is not active',
        expected: 'an active account',
        found: 'an account that is not active',
        durationMs: proof.by.durationMs,
      };
    }
    return account.result;
  },
};

function judgeAccount(account: AccountResource, type: AccountType | undefined): CheckResult {
  const expected = type === undefined ? 'active' : `active, ${type}`;
  const found = `${account.status}, ${account.type}`;
  if (account.status !== 'active') {
    return { status: 'fail', message: `${account.sid} is ${account.status}`, expected, found };
  }
  if (type !== undefined && account.type !== type) {
    const message = `${account.sid}: expected a ${type} account, found a ${account.type} account`;
    return { status: 'fail', message, expected, found };
  }
  return { status: 'pass', message: `${account.sid} is ${found}` };
}
