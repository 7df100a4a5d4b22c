import { parseCredential } from '../credential/parse-credential.ts';
import { isAccountSid } from '../credential/sid.ts';
import { triedCredential } from '../facts/tried-credential.ts';
import type { Credential, CredentialKind, HeldKind } from '../model/credential.ts';
import type { Evidence } from '../model/evidence.ts';
import type { FollowUp, FollowUpOutcome } from '../model/follow-up.ts';
import type { SecretReader, TwilioQuestion, TwilioReply, VersionStage } from '../model/ports.ts';
import { notAccepted, tryCredential } from './try-credential.ts';
import { basicCredential, whoamiQuestion } from './twilio-questions.ts';

/** The ports of a follow-up question; both end with `signal`. */
export interface FollowUpPorts {
  readonly secrets: SecretReader;
  readonly signal: AbortSignal;
  readonly ask: (question: TwilioQuestion) => Promise<TwilioReply>;
}

const NO_CREDENTIAL: FollowUpOutcome = {
  kind: 'nothing-to-try',
  reason: 'there is no credential to try',
};

/** Asks one follow-up question. What the world does is its outcome; it throws for a defect only. */
export async function askFollowUp(
  question: FollowUp,
  evidence: Evidence,
  ports: FollowUpPorts,
): Promise<FollowUpOutcome> {
  if (question.kind === 'secret-metadata') return await askMetadata(evidence, ports);
  if (question.kind === 'version') return await tryVersion(question.subject, evidence, ports);
  const credential = triedCredential(evidence);
  if (credential === undefined) return NO_CREDENTIAL;
  if (question.kind === 'whoami') return await askWhoami(credential, evidence, ports);
  const region = question.kind === 'region' ? question.subject : undefined;
  const accountSid = accountToTry(question, credential, evidence);
  return await tryCredential({
    credential: region !== undefined ? credential : asAccount(credential, accountSid),
    accountSid,
    region: region ?? evidence.expectation.twilioRegion,
    ask: ports.ask,
  });
}

function accountToTry(
  { kind, subject }: FollowUp,
  credential: Credential,
  { declared, expectation: { account } }: Evidence,
): string {
  const held = credential.accountSid ?? account.sid;
  if (kind === 'repaired') return held;
  if (kind === 'other-sid') return credential.kind === 'api-key' ? held : account.sid;
  if (kind === 'parent-account') return account.parentSid ?? account.sid;
  return declared.find((one) => one.name === subject)?.accountSid ?? account.sid;
}

/** An Auth Token is tried as the account that is its username, a key under the one in the path. */
function asAccount(credential: Credential, accountSid: string): Credential {
  return credential.kind === 'auth-token' ? { ...credential, accountSid } : credential;
}

async function askMetadata(evidence: Evidence, ports: FollowUpPorts): Promise<FollowUpOutcome> {
  const { signal, secrets } = ports;
  const metadata = await secrets.describe(evidence.expectation.secret, { signal });
  return metadata === undefined
    ? { kind: 'undecided', reason: 'the metadata of the secret could not be read' }
    : { kind: 'metadata', metadata };
}

async function tryVersion(
  stage: VersionStage,
  evidence: Evidence,
  { secrets, signal, ask }: FollowUpPorts,
): Promise<FollowUpOutcome> {
  const { secret: reference, credential: declared, account, twilioRegion } = evidence.expectation;
  const reading = await secrets.read(reference, stage, { signal });
  if (reading.outcome === 'failed') {
    const reason = `${stage} could not be read: ${reading.failure}`;
    return reading.failure === 'no-such-version'
      ? { kind: 'nothing-to-try', reason: `there is no ${stage}` }
      : { kind: 'undecided', reason };
  }
  const { versionId, payload } = reading;
  const fields = reference.fields === undefined ? {} : { fields: reference.fields };
  const parse = parseCredential(payload, { declaredKind: declared.kind, ...fields });
  if (parse.outcome !== 'parsed') {
    return { kind: 'nothing-to-try', reason: `${stage} holds no well-formed credential` };
  }
  if (parse.credential.kind !== heldKindOf(declared.kind)) {
    return { kind: 'nothing-to-try', reason: `${stage} holds a credential of another kind` };
  }
  if (isSameCredential(parse.credential, triedCredential(evidence))) {
    return { kind: 'nothing-to-try', reason: `${stage} holds the same credential` };
  }
  const trial = {
    credential: parse.credential,
    accountSid: account.sid,
    region: twilioRegion,
    ask,
  };
  const outcome = await tryCredential(trial);
  return outcome.kind === 'accepted' || outcome.kind === 'refused'
    ? { ...outcome, versionId }
    : outcome;
}

/** Test credentials look like an Auth Token. */
function heldKindOf(declared: CredentialKind): HeldKind {
  return declared === 'test' ? 'auth-token' : declared;
}

/** In memory only: the values meet as passwords of the same username and leave no trace. */
function isSameCredential(one: Credential, other: Credential | undefined): boolean {
  if (other === undefined || one.kind === 'oauth-client' || other.kind === 'oauth-client') {
    return false;
  }
  const left = basicCredential(one);
  const right = basicCredential(other);
  return left.username === right.username && left.password.expose() === right.password.expose();
}

/**
 * A resource without an account in its path names the account of the key that asks. That it answers
 * every kind of key is not documented, so only an answer of the expected form counts.
 */
async function askWhoami(
  credential: Credential,
  { expectation }: Evidence,
  { ask }: FollowUpPorts,
): Promise<FollowUpOutcome> {
  if (credential.kind === 'oauth-client') return NO_CREDENTIAL;
  const asker = { credential: basicCredential(credential), region: expectation.twilioRegion };
  const reply = await ask(whoamiQuestion(asker));
  const sid = reply.kind === 'resource' ? reply.body['account_sid'] : undefined;
  return typeof sid === 'string' && isAccountSid(sid)
    ? { kind: 'accepted', accountSid: sid, reply }
    : notAccepted(reply);
}
