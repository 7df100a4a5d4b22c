import { sameSid } from '../credential/same-sid.ts';
import type { Evidence } from '../model/evidence.ts';
import type { InquiryOutcome, InquiryRecord } from '../model/inquiry.ts';
import type { VersionStage } from '../model/ports.ts';
import { inquiryOf } from './inquiry-of.ts';

/**
 * Whether what was found explains why Twilio refuses the environment's credential. Another version
 * does only if it acts as the declared account: making staging's token current would mend nothing.
 * The account of a key does only if it is another: that of its own leaves the refusal open.
 */
export function isExplanation({ id, outcome }: InquiryRecord, { expectation }: Evidence): boolean {
  if (outcome.kind !== 'accepted') return false;
  const asDeclared = sameSid(outcome.accountSid, expectation.account.sid);
  if (id.startsWith('version:')) return asDeclared;
  return id === 'whoami' ? !asDeclared : true;
}

/** Whether any answer so far is an {@link isExplanation}. */
export function isExplained(evidence: Evidence): boolean {
  return evidence.inquiries.some((record) => isExplanation(record, evidence));
}

/** That version of the secret, where Twilio accepts it as the declared account. */
export function acceptedVersion(
  evidence: Evidence,
  stage: VersionStage,
): Extract<InquiryOutcome, { kind: 'accepted' }> | undefined {
  const id = `version:${stage}` as const;
  const outcome = inquiryOf(evidence, id);
  if (outcome?.kind !== 'accepted') return undefined;
  return isExplanation({ id, outcome }, evidence) ? outcome : undefined;
}
