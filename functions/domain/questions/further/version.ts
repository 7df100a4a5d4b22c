import { parseCredential } from '../../credential/parse-credential.ts';
import type { Facts } from '../../facts/facts.ts';
import { probeOf } from '../../facts/probe-answer.ts';
import { currentVersion } from '../../facts/secret-facts.ts';
import type { Credential, CredentialKind, HeldKind } from '../../model/credential.ts';
import type { FollowUpOutcome } from '../../model/follow-up.ts';
import type { SecretReading, VersionStage } from '../../model/ports.ts';
import { basicCredential } from '../twilio-questions.ts';
import {
  type FurtherPorts,
  type FurtherQuestion,
  furtherQuestion,
  isRejected,
} from './further-question.ts';
import { tryCredential } from './try-credential.ts';

const SHOWS: Readonly<Record<VersionStage, string>> = {
  AWSCURRENT: 'rotation.in-progress (it ended meanwhile)',
  AWSPENDING: 'rotation.in-progress',
  AWSPREVIOUS: 'credential.stale-version',
};

/** Reads the version with this stage and tries its credential as the environment's own. */
export function version(stage: VersionStage): FurtherQuestion {
  return furtherQuestion({
    id: { kind: 'version', subject: stage },
    applies: (facts) =>
      isRejected(facts) &&
      facts.evidence.secret.versionStage === 'AWSCURRENT' &&
      mayDiffer(stage, facts),
    ask: (facts, ports) => tryVersion(stage, facts, ports),
    words: { asked: `does ${stage} work`, why: SHOWS[stage] },
  });
}

/**
 * A version that the metadata does not name is not looked for; without metadata one has to look.
 * AWSCURRENT is read again only when it has moved since: a rotation ended in between.
 */
function mayDiffer(stage: VersionStage, { evidence, metadata }: Facts): boolean {
  if (metadata === undefined) return stage !== 'AWSCURRENT';
  const versionId = metadata.stages[stage];
  return versionId !== undefined && versionId !== currentVersion(evidence);
}

async function tryVersion(
  stage: VersionStage,
  facts: Facts,
  { secrets, signal, ask }: FurtherPorts,
): Promise<FollowUpOutcome> {
  const { secret, account, twilioRegion: region } = facts.evidence.expectation;
  const reading = await secrets.read(secret, stage, { signal });
  if (reading.outcome === 'failed') {
    return reading.failure === 'no-such-version'
      ? nothing(`there is no ${stage}`)
      : { kind: 'undecided', reason: `${stage} could not be read: ${reading.failure}` };
  }
  const credential = credentialIn(reading, facts);
  if (typeof credential === 'string') return nothing(`${stage} holds ${credential}`);
  if (isSameCredential(credential, facts.triedCredential)) {
    return { ...nothing(`${stage} holds the same credential`), isSame: true };
  }
  const probe = probeOf(facts.evidence);
  const outcome = await tryCredential({ credential, accountSid: account.sid, region, probe, ask });
  return outcome.kind === 'accepted' || outcome.kind === 'refused'
    ? { ...outcome, versionId: reading.versionId }
    : outcome;
}

function nothing(reason: string): Extract<FollowUpOutcome, { kind: 'nothing-to-try' }> {
  return { kind: 'nothing-to-try', reason };
}

/** The credential to try, or what the version holds instead. */
function credentialIn(
  { payload }: Extract<SecretReading, { readonly outcome: 'read' }>,
  { evidence }: Facts,
): Credential | string {
  const { secret, credential: declared } = evidence.expectation;
  const fields = secret.fields === undefined ? {} : { fields: secret.fields };
  const parse = parseCredential(payload, { declaredKind: declared.kind, ...fields });
  if (parse.outcome !== 'parsed') return 'no well-formed credential';
  const { credential } = parse;
  if (credential.kind !== heldKindOf(declared.kind)) return 'a credential of another kind';
  return credential;
}

/** Test credentials look like an Auth Token. */
function heldKindOf(declared: CredentialKind): HeldKind {
  return declared === 'test' ? 'auth-token' : declared;
}

/** In memory only: the values meet as passwords of the same username and leave no trace. */
function isSameCredential(one: Credential, other: Credential | undefined): boolean {
  if (other === undefined) return false;
  const left = basicCredential(one);
  const right = basicCredential(other);
  return left.username === right.username && left.password.expose() === right.password.expose();
}
