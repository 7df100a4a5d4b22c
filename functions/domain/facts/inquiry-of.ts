import type { Evidence } from '../model/evidence.ts';
import type { InquiryId, InquiryOutcome, SecretMetadata } from '../model/inquiry.ts';

/** What one inquiry found, or undefined where it was not made. */
export function inquiryOf(evidence: Evidence, id: InquiryId): InquiryOutcome | undefined {
  return evidence.inquiries.find((one) => one.id === id)?.outcome;
}

/** The secret's metadata, where it could be read. */
export function metadataOf(evidence: Evidence): SecretMetadata | undefined {
  const outcome = inquiryOf(evidence, 'secret-metadata');
  return outcome?.kind === 'metadata' ? outcome.metadata : undefined;
}
