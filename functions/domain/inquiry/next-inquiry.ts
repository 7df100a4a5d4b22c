import { declaredAccount } from '../checks/account-facts.ts';
import { credentialProof } from '../checks/credential-proof.ts';
import type { Evidence } from '../evidence.ts';
import type { VersionStage } from '../ports.ts';
import type { InquiryId } from './inquiry.ts';
import { inquiryOf, metadataOf } from './inquiry-of.ts';
import { otherRegions } from './other-regions.ts';
import { triedCredential } from './tried-credential.ts';

/**
 * A cause that the evidence leaves open, and the inquiries that would settle it. In the order of the
 * list: what needs no request first, then what is most often the cause.
 */
interface Lead {
  readonly inquiries: (evidence: Evidence) => readonly InquiryId[];
}

const LEADS: readonly Lead[] = [
  { inquiries: () => ['secret-metadata'] },
  { inquiries: movedCurrent },
  { inquiries: (evidence) => stageIfAny(evidence, 'AWSPENDING') },
  { inquiries: (evidence) => stageIfAny(evidence, 'AWSPREVIOUS') },
  { inquiries: (evidence) => (holdsApiKey(evidence) ? ['whoami'] : []) },
  { inquiries: otherAccounts },
  { inquiries: (evidence) => otherRegions(evidence).map((region) => `region:${region}` as const) },
];

/**
 * The next question, or undefined when one cause is proven or nothing more separates what is left.
 * Pure: whoever asks it adds the answer to the evidence and calls again. Nothing is asked unless
 * Twilio rejected the credential or its form is at fault: an outage is not made clearer by questions.
 */
export function nextInquiry(evidence: Evidence): InquiryId | undefined {
  if (isSettled(evidence)) return undefined;
  const asked = new Set(evidence.inquiries.map(({ id }) => id));
  for (const id of candidates(evidence)) {
    if (!asked.has(id)) return id;
  }
  return undefined;
}

function candidates(evidence: Evidence): readonly InquiryId[] {
  if (evidence.parse?.outcome === 'malformed') return candidatesForMalformed(evidence);
  if (credentialProof(evidence).outcome !== 'rejected') return [];
  return LEADS.flatMap((lead) => lead.inquiries(evidence));
}

/** Once mended it may still be another account's: two faults at once. */
function candidatesForMalformed(evidence: Evidence): readonly InquiryId[] {
  if (triedCredential(evidence) === undefined) return [];
  const refused = inquiryOf(evidence, 'repaired')?.kind === 'refused';
  const belongs: readonly InquiryId[] = holdsApiKey(evidence)
    ? ['whoami', ...otherAccounts(evidence)]
    : [];
  return refused ? ['repaired', ...belongs] : ['repaired'];
}

/** An inactive account explains every rejection, and an accepted inquiry explains this one. */
function isSettled(evidence: Evidence): boolean {
  const facts = declaredAccount(evidence);
  if (facts.known && facts.account.status !== 'active') return true;
  return evidence.inquiries.some(({ outcome }) => outcome.kind === 'accepted');
}

/** AWSCURRENT is read again only when it has moved since: a rotation ended in between. */
function movedCurrent(evidence: Evidence): readonly InquiryId[] {
  const current = metadataOf(evidence)?.stages.AWSCURRENT;
  const { secret } = evidence;
  const moved = current !== undefined && secret.outcome === 'read' && current !== secret.versionId;
  return moved ? ['version:AWSCURRENT'] : [];
}

/** A version that the metadata does not name is not looked for; without metadata one has to look. */
function stageIfAny(evidence: Evidence, stage: VersionStage): readonly InquiryId[] {
  const metadata = metadataOf(evidence);
  if (metadata === undefined) return [`version:${stage}`];
  const versionId = metadata.stages[stage];
  const { secret } = evidence;
  const known = secret.outcome === 'read' ? secret.versionId : undefined;
  return versionId === undefined || versionId === known ? [] : [`version:${stage}`];
}

/** Only where the key's own account could not be told: each is one more question. */
function otherAccounts(evidence: Evidence): readonly InquiryId[] {
  if (!holdsApiKey(evidence)) return [];
  if (inquiryOf(evidence, 'whoami')?.kind === 'refused') return [];
  const others = evidence.declared.filter(
    ({ accountSid }) => accountSid !== evidence.expectation.account.sid,
  );
  return others.map(({ name }) => `account-of:${name}` as const);
}

function holdsApiKey(evidence: Evidence): boolean {
  return triedCredential(evidence)?.kind === 'api-key';
}
