import { sameSid } from '../credential/same-sid.ts';
import type { Evidence } from '../evidence.ts';
import { type Check, type CheckResult, skipped } from './check.ts';
import { credentialProof } from './credential-proof.ts';

/**
 * The credential acts as exactly the declared account. The Account SID that stands in the secret
 * must be the declared one too: the application calls Twilio with it.
 */
export const accountIdentity: Check = {
  id: 'account.identity',
  title: 'It acts as exactly the declared account',
  tier: 'live',
  judge: (evidence: Evidence): CheckResult => {
    if (evidence.parse?.outcome !== 'parsed') return skipped('no credential was found to try');
    const declaredSid = evidence.expectation.account.sid;
    const heldSid = evidence.parse.credential.accountSid;
    if (heldSid !== undefined && !sameSid(heldSid, declaredSid)) {
      return wrongAccount(evidence, heldSid);
    }
    return judgeProof(evidence, declaredSid);
  },
};

function judgeProof(evidence: Evidence, declaredSid: string): CheckResult {
  const proof = credentialProof(evidence);
  switch (proof.outcome) {
    case 'proven':
    case 'test-credentials':
      return {
        status: 'pass',
        message: `it acts as account ${declaredSid}`,
        durationMs: proof.by.durationMs,
      };
    case 'other-account':
      return {
        status: 'fail',
        message: `Twilio lets the key read account ${declaredSid} and not use it: it is a key of another account, as a Main key of the parent is`,
        expected: declaredSid,
        found: 'a key of another account',
        durationMs: proof.by.durationMs,
      };
    case 'rejected':
    case 'inactive':
      return skipped('a credential that Twilio refuses acts as no account');
    case 'undecided':
      return { status: 'inconclusive', message: 'Twilio did not say which account it acts as' };
    case 'not-asked':
      return skipped(proof.reason);
  }
}

function wrongAccount(evidence: Evidence, heldSid: string): CheckResult {
  const owner = evidence.declared.find((one) => sameSid(one.accountSid, heldSid));
  const found = owner === undefined ? heldSid : `${heldSid}, the account of ${owner.name}`;
  const declaredSid = evidence.expectation.account.sid;
  return {
    status: 'fail',
    message: `the secret is for account ${found}; declared is ${declaredSid}`,
    expected: declaredSid,
    found,
  };
}
