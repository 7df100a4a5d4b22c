import { sameSid } from '../credential/same-sid.ts';
import type { Evidence } from '../model/evidence.ts';
import type { InquiryId } from '../model/inquiry.ts';

/** Inquiries that try the very credential of the environment, not another version of its secret. */
function triesOwnCredential(id: InquiryId): boolean {
  return !id.startsWith('version:');
}

/** The account, other than the declared one, as which Twilio served the environment's credential. */
export function otherAccount(evidence: Evidence): string | undefined {
  for (const { id, outcome } of evidence.inquiries) {
    if (outcome.kind !== 'accepted' || !triesOwnCredential(id)) continue;
    if (!sameSid(outcome.accountSid, evidence.expectation.account.sid)) return outcome.accountSid;
  }
  return undefined;
}
