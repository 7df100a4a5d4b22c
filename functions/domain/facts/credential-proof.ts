import { sameSid } from '../credential/same-sid.ts';
import type { ApiKeyCredential } from '../model/credential.ts';
import type { CredentialEvidence } from '../model/evidence.ts';
import type { FollowUpOutcome } from '../model/follow-up.ts';
import type { TwilioReply } from '../model/twilio-api.ts';
import {
  type Answer,
  type AnswerMeaning,
  type Answers,
  isForProfile,
  isRefusal,
  type Refusal,
} from './answers.ts';
import { keyPage } from './key-page.ts';
import { accountIn, type ProbeReading, readProbe } from './probe-answer.ts';
import { declaredSids, SID_KINDS } from './resource-lookups.ts';

type AcceptedOutcome = Extract<FollowUpOutcome, { readonly kind: 'accepted' }>;

/** What Twilio's answers prove about the credential in the secret. */
export type CredentialProof =
  /** It works and acts as `accountSid`: the body was the expected resource, not just a 200. The declared account's is in the declared letter case. */
  | { readonly outcome: 'proven'; readonly accountSid: string; readonly by: TwilioReply }
  /** Twilio knows the key and refuses it for this account: it reads it, and may not use it. */
  | {
      readonly outcome: 'other-account';
      readonly by: TwilioReply;
      /** The account that the answer names. */
      readonly accountSid?: string | undefined;
    }
  /** Twilio serves the key, and no answer names its account. */
  | { readonly outcome: 'unnamed-account'; readonly by: TwilioReply }
  /** Twilio refuses the request that proves it; another answer, or its text, shows that it works. */
  | {
      readonly outcome: 'request-refused';
      readonly accountSid: string;
      readonly by: TwilioReply;
      /** Shows that it works as `accountSid`; absent where Twilio's text alone rules out a wrong secret. */
      readonly shownBy?: TwilioReply | undefined;
    }
  /** Twilio's own refusal. 20008 proves the pair right, and a test pair. */
  | { readonly outcome: Refusal; readonly by: TwilioReply }
  /** An answer that says nothing for or against the credential. */
  | { readonly outcome: 'undecided'; readonly meaning: AnswerMeaning; readonly by: TwilioReply }
  | { readonly outcome: 'not-asked'; readonly reason: string };

/** Whether the key works, and another answer must show whose it is. */
export function leavesAccountOpen(proof: CredentialProof): boolean {
  return (
    proof.outcome === 'unnamed-account' ||
    (proof.outcome === 'undecided' && proof.meaning === 'open-to-all')
  );
}

/**
 * The proof ladder: an API key is proven by listing phone numbers under the declared account, or by its probe
 * or a declared resource where it may not list them; an Auth
 * Token by fetching the account of its own username. For a key the account resource proves nothing: a
 * Standard key gets 401 there by design, and a parent's Main key reads its subaccounts, though it may use
 * none of their resources.
 */
export function proofOf(evidence: CredentialEvidence, answers: Answers): CredentialProof {
  const { parse, expectation } = evidence;
  if (parse?.outcome !== 'parsed') {
    return { outcome: 'not-asked', reason: 'the secret holds no credential that could be tried' };
  }
  const { credential } = parse;
  const { 'phone-numbers': numbers, 'own-account': own } = answers;
  switch (credential.kind) {
    case 'api-key': {
      const { sid } = expectation.account;
      const proof = unlessItWorks(proofOfKey(evidence, numbers, credential), evidence, {
        accountSid: sid,
        shownBy: workingKey(evidence, answers),
      });
      const readsOnly = proof.outcome === 'rejected' && own?.verdict === 'yes';
      return readsOnly ? { outcome: 'other-account', by: proof.by } : proof;
    }
    case 'auth-token': {
      const { sid } = expectation.account;
      // As it is declared: the one in the secret may differ in letter case.
      const accountSid = sameSid(credential.accountSid, sid) ? sid : credential.accountSid;
      return unlessItWorks(proofBy(own, accountSid), evidence, {
        accountSid,
        shownBy: workingAs(evidence, accountSid),
      });
    }
    case 'oauth-client':
      return proofOfClient(evidence, answers);
  }
}

/** By its probe, by the list, or by a declared resource that it was shown. */
function proofOfKey(
  evidence: CredentialEvidence,
  numbers: Answer | undefined,
  key: ApiKeyCredential,
): CredentialProof {
  const byList = proofBy(numbers, evidence.expectation.account.sid);
  const probe = readProbe(evidence);
  const proof = probe === undefined ? byList : proofByProbe(probe, evidence, { byList, key });
  const isOpen =
    leavesAccountOpen(proof) ||
    (proof.outcome === 'undecided' && proof.meaning === 'no-permission');
  const byResource = isOpen || proof.outcome === 'rejected' ? proofByResource(evidence) : undefined;
  if (proof.outcome !== 'rejected' || byResource?.outcome !== 'proven') return byResource ?? proof;
  // The refusal is about that request; the resource that is shown is about the key.
  const { accountSid, by: shownBy } = byResource;
  return { outcome: 'request-refused', accountSid, by: proof.by, shownBy };
}

function proofByProbe(
  probe: ProbeReading,
  evidence: CredentialEvidence,
  { byList, key }: { readonly byList: CredentialProof; readonly key: ApiKeyCredential },
): CredentialProof {
  const { by } = probe;
  const { sid } = evidence.expectation.account;
  switch (probe.state) {
    case 'named':
      return ofAccount(probe.accountSid, by, evidence);
    case 'unnamed':
      if (listsKey(evidence, key)) return { outcome: 'proven', accountSid: sid, by };
      return provenBy(byList) ?? { outcome: 'unnamed-account', by };
    case 'open':
      return provenBy(byList) ?? { outcome: 'undecided', meaning: probe.meaning, by };
    case 'refused':
      return refusedProbe(by, probe.meaning, byList);
  }
}

type Proven = Extract<CredentialProof, { readonly outcome: 'proven' }>;

function provenBy(proof: CredentialProof): Proven | undefined {
  return proof.outcome === 'proven' ? proof : undefined;
}

/** A probe that only lacks a permission says nothing against a key that lists numbers. */
function refusedProbe(
  by: TwilioReply,
  meaning: AnswerMeaning,
  byList: CredentialProof,
): CredentialProof {
  const proven = provenBy(byList);
  if (!isRefusal(meaning)) return proven ?? { outcome: 'undecided', meaning, by };
  if (proven === undefined) return { outcome: meaning, by };
  return { outcome: 'request-refused', accountSid: proven.accountSid, by, shownBy: proven.by };
}

type OfAccount = Extract<CredentialProof, { readonly outcome: 'proven' | 'other-account' }>;

function ofAccount(
  accountSid: string,
  by: TwilioReply,
  { expectation }: CredentialEvidence,
): OfAccount {
  return sameSid(accountSid, expectation.account.sid)
    ? { outcome: 'proven', accountSid, by }
    : { outcome: 'other-account', accountSid, by };
}

/** The auditor sees the key that works among those of the declared account. */
function listsKey(
  { probes, expectation: { account } }: CredentialEvidence,
  { apiKeySid }: ApiKeyCredential,
): boolean {
  const reply = probes['audited-keys'];
  const page = reply && keyPage(reply, account.sid);
  return page?.keys.some(({ sid }) => sameSid(sid, apiKeySid)) === true;
}

/** A declared resource that Twilio shows the key names the account of both. */
function proofByResource(evidence: CredentialEvidence): OfAccount | undefined {
  for (const name of SID_KINDS.flatMap((kind) => declaredSids(evidence.expectation, kind))) {
    const by = evidence.probes.resource?.[name];
    if (by?.kind !== 'resource' || by.body['sid'] !== name) continue;
    const accountSid = accountIn(by);
    if (accountSid !== undefined) return ofAccount(accountSid, by, evidence);
  }
  return undefined;
}

/** The access token proves the client's secret, and the list asked with it proves account and permission. */
function proofOfClient(evidence: CredentialEvidence, answers: Answers): CredentialProof {
  const { sid } = evidence.expectation.account;
  const { 'access-token': token, 'phone-numbers': numbers } = answers;
  if (token?.verdict !== 'yes') return proofBy(token, sid);
  return unlessItWorks(proofBy(numbers, sid), evidence, {
    accountSid: sid,
    shownBy: workingAs(evidence, sid),
  });
}

/** A 20003 is about that request alone where another answer, or its own text, shows that the credential works. */
function unlessItWorks(
  proof: CredentialProof,
  evidence: CredentialEvidence,
  {
    accountSid,
    shownBy,
  }: { readonly accountSid: string; readonly shownBy?: TwilioReply | undefined },
): CredentialProof {
  if (proof.outcome !== 'rejected') return proof;
  // Of a credential of another account the text is about that account.
  const isKnownByText = isForProfile(proof.by) && namedAccount(evidence) === undefined;
  if (shownBy === undefined && !isKnownByText) return proof;
  return { outcome: 'request-refused', accountSid, by: proof.by, shownBy };
}

/** Twilio names the account of the key, or the key reads a top-level account: only that one's own may. */
function workingKey(evidence: CredentialEvidence, answers: Answers): TwilioReply | undefined {
  const { sid } = evidence.expectation.account;
  const own = answers['own-account'];
  const isTopLevel = own?.verdict === 'yes' && own.account?.ownerSid === own.account?.sid;
  return workingAs(evidence, sid) ?? (isTopLevel ? own.by : undefined);
}

/** The answer in which Twilio names this account as the one of the credential. */
function workingAs(evidence: CredentialEvidence, sid: string): TwilioReply | undefined {
  const named = namedAccount(evidence);
  return named !== undefined && sameSid(named.accountSid, sid) ? named.reply : undefined;
}

function namedAccount({ followUps = [] }: CredentialEvidence): AcceptedOutcome | undefined {
  const named = followUps.find(({ question }) => question.kind === 'whoami')?.outcome;
  return named?.kind === 'accepted' ? named : undefined;
}

function proofBy(answer: Answer | undefined, accountSid: string): CredentialProof {
  if (answer === undefined) return { outcome: 'not-asked', reason: 'Twilio was not asked' };
  const { by, meaning, verdict } = answer;
  if (verdict === 'yes') return { outcome: 'proven', accountSid, by };
  return isRefusal(meaning) ? { outcome: meaning, by } : { outcome: 'undecided', meaning, by };
}
