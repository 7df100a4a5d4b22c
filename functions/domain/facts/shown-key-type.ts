import type { KeyType } from '../model/credential.ts';
import type { CredentialEvidence } from '../model/evidence.ts';
import { accountResource } from './account-resource.ts';
import { answerMeaning } from './answer-meaning.ts';
import { isPhoneNumberPageOf } from './phone-number-page.ts';

/** What a key's behaviour shows; Main and Standard differ in no field (facts: API keys). */
export type ShownKeyType = Exclude<KeyType, 'standard'> | 'not-main' | 'unknown';

/**
 * Reads the type from behaviour, of a key that is proven to work: a Main key reads its account; one
 * that gets 401 there is not Main (Standard, or Restricted with that permission: nothing tells them
 * apart); one that is told it lacks a permission on the account (70051) is Restricted. Of an unproven
 * key neither says anything: 70051 is also said of keys of other accounts (facts, section 10).
 */
export function shownKeyType(evidence: CredentialEvidence): ShownKeyType {
  const own = evidence.probes['own-account'];
  const declaredSid = evidence.expectation.account.sid;
  const works = isPhoneNumberPageOf(evidence.probes['phone-numbers'], declaredSid);
  if (own === undefined || !works) return 'unknown';
  if (accountResource(own)?.sid === declaredSid) return 'main';
  const meaning = answerMeaning(own);
  if (meaning === 'no-permission') return 'restricted';
  return meaning === 'rejected' ? 'not-main' : 'unknown';
}
