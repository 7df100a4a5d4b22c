import { sameSid } from '../credential/same-sid.ts';
import type { Facts } from '../facts/facts.ts';
import { type CheckResult, skipped } from '../model/check-result.ts';
import type { Check } from './check.ts';

/**
 * The credential acts as exactly the declared account. The Account SID that stands in the secret
 * must be the declared one too: the application calls Twilio with it.
 */
export const accountIdentity: Check = {
  id: 'account.identity',
  title: 'It acts as exactly the declared account',
  tier: 'live',
  judge: (facts: Facts): CheckResult => {
    const { parse } = facts.evidence;
    const acts = actsAs(facts);
    if (acts !== undefined) return wrongAccount(facts, acts);
    return parse?.outcome === 'parsed'
      ? judgeProof(facts)
      : skipped('no credential was found to try');
  },
};

/** The account, other than the declared one, that the secret names or a repaired credential showed. */
function actsAs({ evidence, holdsOtherSid, otherAccount, secretSid }: Facts): string | undefined {
  if (evidence.parse?.outcome === 'malformed' && otherAccount !== undefined) return otherAccount;
  return holdsOtherSid ? secretSid : undefined;
}

function judgeProof(facts: Facts): CheckResult {
  const { proof } = facts;
  const declaredSid = facts.evidence.expectation.account.sid;
  switch (proof.outcome) {
    case 'proven':
    case 'test-credentials':
      return {
        status: 'pass',
        message: `it acts as account ${declaredSid}`,
        durationMs: proof.by.durationMs,
      };
    case 'other-account':
      return otherAccountResult(facts, proof.by.durationMs);
    case 'rejected':
      return facts.otherAccount === undefined
        ? skipped('a credential that Twilio refuses acts as no account')
        : wrongAccount(facts, facts.otherAccount);
    case 'inactive':
      return skipped('a credential that Twilio refuses acts as no account');
    case 'unnamed-account':
      return facts.otherAccount === undefined
        ? {
            status: 'inconclusive',
            message: 'the key works, and no answer names the account that it acts as',
            durationMs: proof.by.durationMs,
          }
        : wrongAccount(facts, facts.otherAccount);
    case 'request-refused':
      return {
        status: 'inconclusive',
        message: `Twilio ${proof.shownBy === undefined ? 'knows the credential' : `serves it as account ${proof.accountSid}`}, and refuses the request that proves it`,
        durationMs: proof.by.durationMs,
      };
    case 'undecided':
      return { status: 'inconclusive', message: 'Twilio did not say which account it acts as' };
    case 'not-asked':
      return skipped(proof.reason);
  }
}

/** A Main key of the parent, for example; its account is named where Twilio named it. */
function otherAccountResult(facts: Facts, durationMs: number): CheckResult {
  if (facts.otherAccount !== undefined) return wrongAccount(facts, facts.otherAccount);
  const declaredSid = facts.evidence.expectation.account.sid;
  return {
    status: 'fail',
    message: `Twilio lets the key read account ${declaredSid} and not use it: it is a key of another account, as a Main key of the parent is`,
    expected: declaredSid,
    found: 'a key of another account',
    durationMs,
  };
}

function wrongAccount({ evidence }: Facts, actualSid: string): CheckResult {
  const owner = evidence.declared.find((one) => sameSid(one.accountSid, actualSid));
  const found = owner === undefined ? actualSid : `${actualSid}, the account of ${owner.name}`;
  const declaredSid = evidence.expectation.account.sid;
  return {
    status: 'fail',
    message: `expected account ${declaredSid}, found ${found}`,
    expected: declaredSid,
    found,
  };
}
