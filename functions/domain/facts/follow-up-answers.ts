import { sameSid } from '../credential/same-sid.ts';
import type { Evidence } from '../model/evidence.ts';
import type { TwilioRegion } from '../model/expectation.ts';
import type {
  FollowUpOutcome,
  FollowUpRecord,
  QuestionId,
  SecretMetadata,
} from '../model/follow-up.ts';
import type { VersionStage } from '../model/ports.ts';
import type { CredentialProof } from './credential-proof.ts';

type Accepted = Extract<FollowUpOutcome, { readonly kind: 'accepted' }>;

export function isSameQuestion(one: QuestionId, other: QuestionId): boolean {
  return one.kind === other.kind && one.subject === other.subject;
}

/** What came of a follow-up question, or undefined where it was not asked. */
export function outcomeOf(evidence: Evidence, question: QuestionId): FollowUpOutcome | undefined {
  return evidence.followUps.find((one) => isSameQuestion(one.question, question))?.outcome;
}

/** The secret's metadata, where it could be read. */
export function metadataOf(evidence: Evidence): SecretMetadata | undefined {
  const outcome = outcomeOf(evidence, { kind: 'secret-metadata' });
  return outcome?.kind === 'metadata' ? outcome.metadata : undefined;
}

/** The Regions in which the secret is, where it is not in the one that was asked; empty where that is not known. */
export function regionsOfSecret(evidence: Evidence): readonly string[] {
  const outcome = outcomeOf(evidence, { kind: 'secret-region' });
  return outcome?.kind === 'located' ? outcome.regions : [];
}

/**
 * Whether an answer explains why Twilio refuses the environment's credential. Another version does
 * only if it acts as the declared account: making staging's token current would fix nothing.
 */
function isExplanation({ question, outcome }: FollowUpRecord, { expectation }: Evidence): boolean {
  if (outcome.kind !== 'accepted') return false;
  const asDeclared = sameSid(outcome.accountSid, expectation.account.sid);
  return question.kind !== 'version' || asDeclared;
}

/** Whether any answer so far is an {@link isExplanation}. */
export function isExplained(evidence: Evidence): boolean {
  return evidence.followUps.some((record) => isExplanation(record, evidence));
}

/** That version of the secret, where Twilio accepts it as the declared account. */
export function acceptedVersion(evidence: Evidence, stage: VersionStage): Accepted | undefined {
  const question = { kind: 'version', subject: stage };
  const outcome = outcomeOf(evidence, question);
  if (outcome?.kind !== 'accepted') return undefined;
  return isExplanation({ question, outcome }, evidence) ? outcome : undefined;
}

/**
 * The account, other than the declared one, as which Twilio served the environment's own credential;
 * what another version of its secret acts as does not count.
 */
export function otherAccount(evidence: Evidence): string | undefined {
  for (const { question, outcome } of evidence.followUps) {
    if (outcome.kind !== 'accepted' || question.kind === 'version') continue;
    if (!sameSid(outcome.accountSid, evidence.expectation.account.sid)) return outcome.accountSid;
  }
  return undefined;
}

/** Every Twilio Region, in the order in which a refused credential is tried in it. */
export const TWILIO_REGIONS: readonly TwilioRegion[] = ['us1', 'ie1', 'au1'];

/** The Regions that the credential is not declared for; it is valid in one only. */
export function otherRegions(evidence: Evidence): readonly TwilioRegion[] {
  return TWILIO_REGIONS.filter((region) => region !== evidence.expectation.twilioRegion);
}

/**
 * Why a rejection of AWSCURRENT says nothing yet, or undefined. AWS's managed rotation leaves AWSCURRENT
 * naming a dead token for up to 300 s, so a version that is on its way in explains the rejection:
 * AWSCURRENT moved to a value that is accepted, AWSPENDING is, or rotation is on and AWSPENDING names a
 * version of its own that is no copy, with nothing else that explains it. An AWSPENDING of a secret that has not
 * changed for a day is none: that rotation has failed. A version that is judged before it is promoted
 * is rejected for what it holds: none is on its way to take its place.
 */
export function rotationOf(evidence: Evidence, proof: CredentialProof): string | undefined {
  if (evidence.secret.versionStage !== 'AWSCURRENT' || proof.outcome !== 'rejected') {
    return undefined;
  }
  if (acceptedVersion(evidence, 'AWSCURRENT') !== undefined) {
    return 'AWSCURRENT has moved since it was read, and Twilio accepts its new value';
  }
  const metadata = metadataOf(evidence);
  const isStuck = metadata !== undefined && isRotationStuck(metadata, evidence.asOf);
  if (acceptedVersion(evidence, 'AWSPENDING') !== undefined && !isStuck) {
    return 'Twilio accepts AWSPENDING, which becomes AWSCURRENT next';
  }
  return isExplained(evidence) || isStuck ? undefined : openRotation(evidence, metadata);
}

function openRotation(
  evidence: Evidence,
  metadata: SecretMetadata | undefined,
): string | undefined {
  const pending = outcomeOf(evidence, { kind: 'version', subject: 'AWSPENDING' });
  if (metadata === undefined || !metadata.rotationEnabled) return undefined;
  const { AWSPENDING, AWSCURRENT } = metadata.stages;
  const open = AWSPENDING !== undefined && AWSPENDING !== AWSCURRENT;
  // A pending version that Twilio refuses is a rotation that failed, not one that is under way.
  const isTried = pending?.kind === 'refused' || pending?.kind === 'accepted';
  const isSame = pending?.kind === 'nothing-to-try' && pending.isSame === true;
  return open && !isTried && !isSame
    ? 'rotation is on, and AWSPENDING names a version of its own'
    : undefined;
}

/** A rotation is given this long beyond its date, or to end once begun, before it counts as failing. */
export const ROTATION_GRACE_MS: number = 24 * 60 * 60_000;

/** Whether a rotation began and did not end: after one AWSPENDING is gone, or names the current version. */
export function isRotationStuck({ stages, lastChangedAt }: SecretMetadata, asOf: string): boolean {
  const { AWSPENDING: pending, AWSCURRENT: current } = stages;
  if (pending === undefined || pending === current || lastChangedAt === undefined) return false;
  return Date.parse(asOf) - Date.parse(lastChangedAt) > ROTATION_GRACE_MS;
}
