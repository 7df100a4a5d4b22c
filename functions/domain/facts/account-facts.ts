import { sameSid } from '../credential/same-sid.ts';
import { type CheckResult, skipped } from '../model/check-result.ts';
import type { CredentialEvidence, Evidence } from '../model/evidence.ts';
import type { TwilioReply } from '../model/ports.ts';
import { type AccountResource, accountResource } from './account-resource.ts';
import { answerMeaning } from './answer-meaning.ts';
import { credentialProof } from './credential-proof.ts';
import { describeUnproven } from './describe-reply.ts';

/** The declared account as Twilio described it, to the credential itself or to the auditor. */
export type AccountFacts = KnownAccount | { readonly known: false; readonly result: CheckResult };

interface KnownAccount {
  readonly known: true;
  readonly account: AccountResource;
  readonly durationMs: number;
}

/**
 * Finds the declared account in the evidence. When nobody could read it the result is `skipped`
 * (nothing at hand can), or `inconclusive` (something should have, and did not).
 */
export function declaredAccount(evidence: Evidence): AccountFacts {
  return shownAccount(evidence) ?? { known: false, result: whyUnknown(evidence) };
}

/** The declared account where a reply shows it: to the credential, its webhook Auth Token or the auditor. */
export function shownAccount({
  probes,
  expectation,
}: CredentialEvidence): KnownAccount | undefined {
  for (const id of ['own-account', 'webhook-account', 'audited-account'] as const) {
    const reply = probes[id];
    const account = accountResource(reply);
    if (reply !== undefined && account?.sid === expectation.account.sid) {
      return { known: true, account, durationMs: reply.durationMs };
    }
  }
  return undefined;
}

function whyUnknown(evidence: Evidence): CheckResult {
  if (credentialProof(evidence).outcome === 'test-credentials') {
    return skipped('test credentials cannot read their account');
  }
  const audited = evidence.probes['audited-account'];
  if (audited !== undefined) {
    return inconclusive(`the auditor could not read the account: ${describeUnproven(audited)}`);
  }
  if (evidence.auditor.state === 'unusable') {
    return inconclusive(`the auditor credential cannot be used: ${evidence.auditor.reason}`);
  }
  const { 'own-account': own, 'webhook-account': webhook } = evidence.probes;
  const unclear = [own, webhook].find((reply) => reply !== undefined && isUnclear(reply, evidence));
  if (unclear !== undefined) {
    return inconclusive(`Twilio did not show the account: ${describeUnproven(unclear)}`);
  }
  return skipped(whyNobodyCan(evidence));
}

/** Neither the account nor Twilio's word that this credential may not read it. */
function isUnclear(reply: TwilioReply, evidence: Evidence): boolean {
  switch (answerMeaning(reply)) {
    case 'rate-limited':
    case 'unavailable':
    case 'unexpected':
    case 'no-answer':
      return true;
    case 'resource':
      return !isOwnAccount(accountResource(reply)?.sid, evidence);
    case 'rejected':
    case 'test-credentials':
    case 'inactive':
    case 'no-permission':
    case 'not-found':
      return false;
  }
}

/** An Auth Token of a wrong account reads that one: clear enough, and `account.identity` says it. */
function isOwnAccount(sid: string | undefined, { parse }: Evidence): boolean {
  const held = parse?.outcome === 'parsed' ? parse.credential.accountSid : undefined;
  return sid !== undefined && held !== undefined && sameSid(sid, held);
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
