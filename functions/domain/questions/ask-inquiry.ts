import { parseCredential } from '../credential/parse-credential.ts';
import { isAccountSid } from '../credential/sid.ts';
import { triedCredential } from '../facts/tried-credential.ts';
import type { Credential, CredentialKind, HeldKind } from '../model/credential.ts';
import type { Evidence } from '../model/evidence.ts';
import type { TwilioRegion } from '../model/expectation.ts';
import type { InquiryId, InquiryOutcome } from '../model/inquiry.ts';
import type { SecretReader, TwilioQuestion, TwilioReply, VersionStage } from '../model/ports.ts';
import { notAccepted, tryCredential } from './try-credential.ts';
import { basicCredential, whoamiQuestion } from './twilio-questions.ts';

/** The doors an inquiry uses; both end with `signal`. */
export interface InquiryDoors {
  readonly secrets: SecretReader;
  readonly signal: AbortSignal;
  readonly ask: (question: TwilioQuestion) => Promise<TwilioReply>;
}

const NO_CREDENTIAL: InquiryOutcome = {
  kind: 'nothing-to-try',
  reason: 'there is no credential to try',
};

/** Makes one inquiry. What the world does is its outcome; it throws for a defect only. */
export async function askInquiry(
  id: InquiryId,
  evidence: Evidence,
  doors: InquiryDoors,
): Promise<InquiryOutcome> {
  if (id === 'secret-metadata') return await askMetadata(evidence, doors);
  const stage = after(id, 'version:');
  if (stage !== undefined) return await tryVersion(stage as VersionStage, evidence, doors);
  const credential = triedCredential(evidence);
  if (credential === undefined) return NO_CREDENTIAL;
  if (id === 'whoami') return await askWhoami(credential, evidence, doors);
  const region = after(id, 'region:') as TwilioRegion | undefined;
  const accountSid = accountToTry(id, credential, evidence);
  return await tryCredential({
    credential: id.startsWith('region:') ? credential : asAccount(credential, accountSid),
    accountSid,
    region: region ?? evidence.expectation.twilioRegion,
    ask: doors.ask,
  });
}

function accountToTry(
  id: InquiryId,
  credential: Credential,
  { declared, expectation: { account } }: Evidence,
): string {
  const held = credential.accountSid ?? account.sid;
  if (id === 'repaired') return held;
  if (id === 'other-sid') return credential.kind === 'api-key' ? held : account.sid;
  if (id === 'parent-account') return account.parentSid ?? account.sid;
  const name = after(id, 'account-of:');
  return declared.find((one) => one.name === name)?.accountSid ?? account.sid;
}

/** An Auth Token is tried as the account that is its username, a key under the one in the path. */
function asAccount(credential: Credential, accountSid: string): Credential {
  return credential.kind === 'auth-token' ? { ...credential, accountSid } : credential;
}

function after(id: string, prefix: string): string | undefined {
  return id.startsWith(prefix) ? id.slice(prefix.length) : undefined;
}

async function askMetadata(evidence: Evidence, doors: InquiryDoors): Promise<InquiryOutcome> {
  const { signal, secrets } = doors;
  const metadata = await secrets.describe(evidence.expectation.secret, { signal });
  return metadata === undefined
    ? { kind: 'undecided', reason: 'the metadata of the secret could not be read' }
    : { kind: 'metadata', metadata };
}

async function tryVersion(
  stage: VersionStage,
  evidence: Evidence,
  { secrets, signal, ask }: InquiryDoors,
): Promise<InquiryOutcome> {
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
  { ask }: InquiryDoors,
): Promise<InquiryOutcome> {
  if (credential.kind === 'oauth-client') return NO_CREDENTIAL;
  const asker = { credential: basicCredential(credential), region: expectation.twilioRegion };
  const reply = await ask(whoamiQuestion(asker));
  const sid = reply.kind === 'resource' ? reply.body['account_sid'] : undefined;
  return typeof sid === 'string' && isAccountSid(sid)
    ? { kind: 'accepted', accountSid: sid, reply }
    : notAccepted(reply);
}
