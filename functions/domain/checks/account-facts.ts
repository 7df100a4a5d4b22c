import type { Evidence } from '../evidence.ts';
import type { TwilioReply } from '../ports.ts';
import { type AccountResource, accountResource } from '../twilio/account-resource.ts';
import { answerMeaning } from '../twilio/answer-meaning.ts';
import { describeUnproven } from '../twilio/describe-reply.ts';
import { type CheckResult, skipped } from './check.ts';
import { type CredentialProof, credentialProof } from './credential-proof.ts';

/** The declared account as Twilio described it, to the credential itself or to the auditor. */
export type AccountFacts =
  | { readonly known: true; readonly account: AccountResource; readonly durationMs: number }
  | { readonly known: false; readonly result: CheckResult };

/**
 * Finds the declared account in the evidence. When nobody could read it the result is `skipped`
 * (nothing at hand can), or `inconclusive` (something should have, and did not).
 */
export function declaredAccount(evidence: Evidence): AccountFacts {
  for (const id of ['own-account', 'audited-account'] as const) {
    const reply = evidence.probes[id];
    const account = accountResource(reply);
    if (reply !== undefined && account?.sid === evidence.expectation.account.sid) {
      return { known: true, account, durationMs: reply.durationMs };
    }
  }
  return { known: false, result: whyUnknown(evidence) };
}

function whyUnknown(evidence: Evidence): CheckResult {
  const proof = credentialProof(evidence);
  if (proof.outcome === 'test-credentials') {
    return skipped('test credentials cannot read their account');
  }
  const audited = evidence.probes['audited-account'];
  if (audited !== undefined) {
    return inconclusive(`the auditor could not read the account: ${describeUnproven(audited)}`);
  }
  if (evidence.auditor.state === 'unusable') {
    return inconclusive(`the auditor credential cannot be used: ${evidence.auditor.reason}`);
  }
  const own = evidence.probes['own-account'];
  if (own !== undefined && isUnclear(own, proof)) {
    return inconclusive(`Twilio did not show the account: ${describeUnproven(own)}`);
  }
  return skipped(whyNobodyCan(evidence));
}

/** Neither the account nor Twilio's word that this credential may not read it. */
function isUnclear(own: TwilioReply, proof: CredentialProof): boolean {
  switch (answerMeaning(own)) {
    case 'rate-limited':
    case 'unavailable':
    case 'unexpected':
    case 'no-answer':
      return true;
    case 'resource':
      // An Auth Token of a wrong account reads that one: clear enough, `account.identity` says it.
      return proof.outcome !== 'proven' || proof.by !== own;
    case 'rejected':
    case 'test-credentials':
    case 'inactive':
    case 'no-permission':
    case 'not-found':
      return false;
  }
}

function whyNobodyCan(evidence: Evidence): string {
  if (evidence.parse?.outcome !== 'parsed') return 'no credential was found to ask with';
  if (evidence.parse.credential.kind === 'api-key') {
    return 'only a Main key or an Auth Token can read its account, and no auditor is configured';
  }
  return 'the credential could not read the declared account';
}

function inconclusive(message: string): CheckResult {
  return { status: 'inconclusive', message };
}
