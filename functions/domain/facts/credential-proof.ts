import { sameSid } from '../credential/same-sid.ts';
import type { AuthTokenCredential } from '../model/credential.ts';
import type { CredentialEvidence } from '../model/evidence.ts';
import type { TwilioReply } from '../model/ports.ts';
import { accountResource } from './account-resource.ts';
import { type AnswerMeaning, answerMeaning } from './answer-meaning.ts';
import { isPhoneNumberPageOf } from './phone-number-page.ts';

/** What Twilio's answers prove about the credential in the secret. */
export type CredentialProof =
  /** It works and acts as `accountSid`: the body was the expected resource, not just a 200. */
  | { readonly outcome: 'proven'; readonly accountSid: string; readonly by: TwilioReply }
  /** Twilio knows the key and refuses it for this account: it reads it, and may not use it. */
  | { readonly outcome: 'other-account'; readonly by: TwilioReply }
  /** Twilio's own refusal. 20008 proves the pair right, and a test pair. */
  | { readonly outcome: RefusalMeaning; readonly by: TwilioReply }
  /** An answer that says nothing for or against the credential. */
  | { readonly outcome: 'undecided'; readonly meaning: AnswerMeaning; readonly by: TwilioReply }
  | { readonly outcome: 'not-asked'; readonly reason: string };

type RefusalMeaning = 'rejected' | 'test-credentials' | 'inactive';

/**
 * The proof ladder: an API key is proven by listing phone numbers under the declared account, an Auth
 * Token by fetching the account of its own username. For a key the account resource proves nothing:
 * a Standard key's 401 there is by design, and a parent's Main key reads its subaccounts' (facts,
 * section 2), though it may use none of their resources.
 */
export function credentialProof(evidence: CredentialEvidence): CredentialProof {
  if (evidence.parse?.outcome !== 'parsed') {
    return { outcome: 'not-asked', reason: 'the secret holds no credential that could be tried' };
  }
  const { credential } = evidence.parse;
  switch (credential.kind) {
    case 'api-key':
      return apiKeyProof(evidence);
    case 'auth-token':
      return authTokenProof(credential, evidence);
    case 'oauth-client':
      return { outcome: 'not-asked', reason: 'this version cannot verify an OAuth client yet' };
  }
}

function apiKeyProof(evidence: CredentialEvidence): CredentialProof {
  const declaredSid = evidence.expectation.account.sid;
  const numbers = evidence.probes['phone-numbers'];
  if (numbers !== undefined && isPhoneNumberPageOf(numbers, declaredSid)) {
    return { outcome: 'proven', accountSid: declaredSid, by: numbers };
  }
  const readsAccount = accountResource(evidence.probes['own-account'])?.sid === declaredSid;
  if (readsAccount && numbers !== undefined && answerMeaning(numbers) === 'rejected') {
    return { outcome: 'other-account', by: numbers };
  }
  return withoutProof(numbers);
}

function authTokenProof(
  credential: AuthTokenCredential,
  evidence: CredentialEvidence,
): CredentialProof {
  const own = evidence.probes['own-account'];
  const account = accountResource(own);
  if (own !== undefined && account !== undefined && sameSid(account.sid, credential.accountSid)) {
    return { outcome: 'proven', accountSid: credential.accountSid, by: own };
  }
  return withoutProof(own);
}

function withoutProof(reply: TwilioReply | undefined): CredentialProof {
  if (reply === undefined) return { outcome: 'not-asked', reason: 'Twilio was not asked' };
  const meaning = answerMeaning(reply);
  switch (meaning) {
    case 'rejected':
    case 'test-credentials':
    case 'inactive':
      return { outcome: meaning, by: reply };
    case 'resource':
      return { outcome: 'undecided', meaning: 'unexpected', by: reply };
    case 'no-permission':
    case 'not-found':
    case 'rate-limited':
    case 'unavailable':
    case 'unexpected':
    case 'no-answer':
      return { outcome: 'undecided', meaning, by: reply };
  }
}
