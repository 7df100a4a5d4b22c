import { sameSid } from '../credential/same-sid.ts';
import { type CheckResult, skipped } from '../model/check-result.ts';
import type { CredentialEvidence, Evidence } from '../model/evidence.ts';
import type { AccountResource } from './answer-bodies.ts';
import { type AccountAnswer, type Answers, isDenied } from './answers.ts';
import type { CredentialProof } from './credential-proof.ts';
import { describeUnproven } from './describe-reply.ts';

/** The declared account as Twilio described it, to the credential itself or to the auditor. */
export type AccountFacts = KnownAccount | { readonly known: false; readonly result: CheckResult };

export interface KnownAccount {
  readonly known: true;
  readonly account: AccountResource;
  readonly durationMs: number;
}

/**
 * The declared account in the answers. Where none shows it the result is `skipped` (no credential at
 * hand may read it), or `inconclusive` (one may, and got no usable answer).
 */
export function accountFacts(
  evidence: Evidence,
  answers: Answers,
  proof: CredentialProof,
): AccountFacts {
  return (
    knownAccount(evidence, answers) ?? {
      known: false,
      result: whyUnknown(evidence, answers, proof),
    }
  );
}

/** The declared account where an answer shows it: to the credential, its webhook Auth Token or the auditor. */
export function knownAccount(
  { expectation }: CredentialEvidence,
  answers: Answers,
): KnownAccount | undefined {
  for (const id of ['own-account', 'webhook-account', 'audited-account'] as const) {
    const answer = answers[id];
    if (answer?.account?.sid === expectation.account.sid) {
      return { known: true, account: answer.account, durationMs: answer.by.durationMs };
    }
  }
  return undefined;
}

function whyUnknown(evidence: Evidence, answers: Answers, proof: CredentialProof): CheckResult {
  if (proof.outcome === 'test-credentials') {
    return skipped('test credentials cannot read their account');
  }
  const audited = answers['audited-account'];
  if (audited !== undefined) {
    return inconclusive(`the auditor could not read the account: ${describeUnproven(audited.by)}`);
  }
  if (evidence.auditor.state === 'unusable') {
    return inconclusive(`the auditor credential cannot be used: ${evidence.auditor.reason}`);
  }
  const { 'own-account': own, 'webhook-account': webhook } = answers;
  const unclear = [own, webhook].find((answer) => answer && isUnclear(answer, evidence));
  if (unclear !== undefined) {
    return inconclusive(`Twilio did not show the account: ${describeUnproven(unclear.by)}`);
  }
  return skipped(whyNone(evidence));
}

/**
 * Neither the account nor Twilio's word that this credential may not read it. An Auth Token of a wrong
 * account reads that one: clear enough, and `account.identity` says it.
 */
function isUnclear({ by, account }: AccountAnswer, { parse }: Evidence): boolean {
  const own = parse?.outcome === 'parsed' ? parse.credential.accountSid : undefined;
  const isOwn = account !== undefined && own !== undefined && sameSid(account.sid, own);
  return !isDenied(by) && !isOwn;
}

function whyNone(evidence: Evidence): string {
  if (evidence.parse?.outcome !== 'parsed') return 'no credential was found to ask with';
  if (evidence.parse.credential.kind !== 'auth-token') {
    const { secret } = evidence;
    const isLocal = secret.outcome === 'read' && secret.local !== undefined;
    return `only a Main key or an Auth Token can read its account, and ${isLocal ? 'the auditor is asked about secrets in AWS only' : 'no auditor is configured'}`;
  }
  return 'the credential could not read the declared account';
}

function inconclusive(message: string): CheckResult {
  return { status: 'inconclusive', message };
}
