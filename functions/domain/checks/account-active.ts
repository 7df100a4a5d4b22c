import { type AccountResource, isInactive } from '../facts/answer-bodies.ts';
import type { Facts } from '../facts/facts.ts';
import { type CheckResult, pass, skipped } from '../model/check-result.ts';
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

/** Both members are judged for themselves; a definite fault comes before one that is not known. */
function judgeAccount(account: AccountResource, declared: AccountType | undefined): CheckResult {
  const { sid, status, type } = account;
  const faults = [statusFault(account), typeFault(account, declared)].filter(
    (fault) => fault !== undefined,
  );
  const fault = faults.find((one) => one.status === 'fail') ?? faults[0];
  if (fault !== undefined) {
    const expected = declared === undefined ? 'active' : `active, ${declared}`;
    return { ...fault, expected, found: `${status ?? 'no status'}, ${type ?? 'no type'}` };
  }
  if (status === undefined) return skipped(`Twilio's answer names no status of ${sid}`);
  return pass(`${sid} is ${type === undefined ? status : `${status}, ${type}`}`);
}

function statusFault(account: AccountResource): CheckResult | undefined {
  const { sid, status } = account;
  if (isInactive(account)) return { status: 'fail', message: `${sid} is ${status}` };
  if (status === undefined || status === 'active') return undefined;
  const message = `Twilio gives ${sid} a status that is not known here: "${status}"`;
  return { status: 'inconclusive', message };
}

/** A type matters only where one is declared. */
function typeFault(
  { sid, type }: AccountResource,
  declared: AccountType | undefined,
): CheckResult | undefined {
  if (declared === undefined || type === declared) return undefined;
  if (type === 'Full' || type === 'Trial') {
    const message = `${sid}: expected a ${declared} account, found a ${type} account`;
    return { status: 'fail', message };
  }
  const shown = type === undefined ? 'no type' : `a type that is not known here: "${type}"`;
  const message = `expected a ${declared} account; Twilio gives ${sid} ${shown}`;
  return { status: 'inconclusive', message };
}
