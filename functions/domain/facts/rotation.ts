import type { Evidence } from '../model/evidence.ts';
import { type CredentialProof, credentialProof } from './credential-proof.ts';

import { acceptedVersion, isExplained, metadataOf, outcomeOf } from './follow-up-answers.ts';

/**
 * Why a rejection of AWSCURRENT says nothing yet, or undefined. AWS's managed rotation leaves
 * AWSCURRENT naming a dead token for up to 300 s, so a version that is on its way in explains the rejection: AWSPENDING is accepted, AWSCURRENT moved to a value that is, or
 * rotation is on and AWSPENDING names a version of its own, with nothing else that explains it. A
 * version that is judged before it is promoted is rejected for what it holds: nothing is on its way to
 * take its place.
 */
export function rotationOf(evidence: Evidence, proof: CredentialProof): string | undefined {
  if (evidence.secret.versionStage !== 'AWSCURRENT' || proof.outcome !== 'rejected') {
    return undefined;
  }
  if (acceptedVersion(evidence, 'AWSCURRENT') !== undefined) {
    return 'AWSCURRENT has moved since it was read, and Twilio accepts its new value';
  }
  if (acceptedVersion(evidence, 'AWSPENDING') !== undefined) {
    return 'Twilio accepts AWSPENDING, which becomes AWSCURRENT next';
  }
  return isExplained(evidence) ? undefined : openRotation(evidence);
}

/** {@link rotationOf} from the evidence alone, for a caller that has no Facts. */
export function rotationUnderWay(evidence: Evidence): string | undefined {
  return rotationOf(evidence, credentialProof(evidence));
}

function openRotation(evidence: Evidence): string | undefined {
  const pending = outcomeOf(evidence, { kind: 'version', subject: 'AWSPENDING' });
  const metadata = metadataOf(evidence);
  if (metadata === undefined || !metadata.rotationEnabled) return undefined;
  const { AWSPENDING, AWSCURRENT } = metadata.stages;
  const open = AWSPENDING !== undefined && AWSPENDING !== AWSCURRENT;
  // A pending version that Twilio refuses is a rotation that failed, not one that is under way.
  return open && pending?.kind !== 'refused' && pending?.kind !== 'accepted'
    ? 'rotation is on, and AWSPENDING names a version of its own'
    : undefined;
}
