import { sameSid } from '../credential/same-sid.ts';
import { credentialProof } from '../facts/credential-proof.ts';
import { otherAccount } from '../facts/other-account.ts';
import { type CheckResult, skipped } from '../model/check-result.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Check } from './check.ts';

/**
 * The credential acts as exactly the declared account. The Account SID that stands in the secret
 * must be the declared one too: the application calls Twilio with it.
 */
export const accountIdentity: Check = {
  id: 'account.identity',
  title: 'It acts as exactly the declared account',
  tier: 'live',
  judge: (evidence: Evidence): CheckResult => {
    const declaredSid = evidence.expectation.account.sid;
    const heldSid = heldAccountSid(evidence);
    if (heldSid !== undefined && !sameSid(heldSid, declaredSid)) {
      return wrongAccount(evidence, heldSid);
    }
    if (evidence.parse?.outcome !== 'parsed') return skipped('no credential was found to try');
    return judgeProof(evidence, declaredSid);
  },
};

/** The Account SID in the secret, also where another field of it is malformed. */
function heldAccountSid(evidence: Evidence): string | undefined {
  const { parse } = evidence;
  if (parse?.outcome === 'parsed') return parse.credential.accountSid;
  return parse?.outcome === 'malformed'
    ? (otherAccount(evidence) ?? parse.sids.accountSid)
    : undefined;
}

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
      return otherAccountResult(evidence, proof.by.durationMs);
    case 'rejected':
      return rejectedResult(evidence);
    case 'inactive':
      return skipped('a credential that Twilio refuses acts as no account');
    case 'undecided':
      return { status: 'inconclusive', message: 'Twilio did not say which account it acts as' };
    case 'not-asked':
      return skipped(proof.reason);
  }
}

/** A Main key of the parent, for one: what it is of is told where Twilio said it. */
function otherAccountResult(evidence: Evidence, durationMs: number): CheckResult {
  const acts = otherAccount(evidence);
  if (acts !== undefined) return wrongAccount(evidence, acts);
  const declaredSid = evidence.expectation.account.sid;
  return {
    status: 'fail',
    message: `Twilio lets the key read account ${declaredSid} and not use it: it is a key of another account, as a Main key of the parent is`,
    expected: declaredSid,
    found: 'a key of another account',
    durationMs,
  };
}

function rejectedResult(evidence: Evidence): CheckResult {
  const acts = otherAccount(evidence);
  return acts === undefined
    ? skipped('a credential that Twilio refuses acts as no account')
    : wrongAccount(evidence, acts);
}

function wrongAccount(evidence: Evidence, heldSid: string): CheckResult {
  const owner = evidence.declared.find((one) => sameSid(one.accountSid, heldSid));
  const found = owner === undefined ? heldSid : `${heldSid}, the account of ${owner.name}`;
  const declaredSid = evidence.expectation.account.sid;
  return {
    status: 'fail',
    message: `the credential is for account ${found}; declared is ${declaredSid}`,
    expected: declaredSid,
    found,
  };
}
