import type { KeyType } from '../model/credential.ts';
import type { CredentialEvidence } from '../model/evidence.ts';
import { type Answers, answersOf } from './answers.ts';

/** What a key's behaviour shows; Main and Standard keys differ in no field. */
export type ShownKeyType = Exclude<KeyType, 'standard'> | 'not-main' | 'unknown';

/**
 * Reads the type from behaviour, of a key that is proven to work: a Main key reads its account; one that
 * gets 401 there is not Main (Standard, or Restricted with that permission: Twilio answers both alike);
 * one that lacks a permission on the account (70051) is Restricted. Of an unproven key neither says
 * anything: keys of other accounts get 70051 too.
 */
export function keyTypeOf({ 'phone-numbers': numbers, 'own-account': own }: Answers): ShownKeyType {
  if (own === undefined || numbers?.verdict !== 'yes') return 'unknown';
  if (own.verdict === 'yes') return 'main';
  if (own.meaning === 'no-permission') return 'restricted';
  return own.meaning === 'rejected' ? 'not-main' : 'unknown';
}

/** {@link keyTypeOf} from the evidence alone, for a caller that has no Facts. */
export function shownKeyType(evidence: CredentialEvidence): ShownKeyType {
  return keyTypeOf(answersOf(evidence));
}
