import type { KeyType } from '../model/credential.ts';
import type { CredentialEvidence } from '../model/evidence.ts';
import type { FollowUpOutcome } from '../model/follow-up.ts';
import type { Answers } from './answers.ts';
import type { CredentialProof } from './credential-proof.ts';

/** What a key's behaviour shows; Main and Standard keys differ in no field. */
export type ShownKeyType = Exclude<KeyType, 'standard'> | 'not-main' | 'unknown';

/**
 * Reads the type from behaviour, of a key that is proven to work: a Main key reads its account; one that
 * gets 401 there is not Main (Standard, or Restricted with that permission: Twilio answers both alike);
 * one that lacks a permission on the account (70051) is Restricted, as is one with a policy. Of an unproven
 * key neither says anything: keys of other accounts get 70051 too.
 */
export function keyTypeOf(
  { 'phone-numbers': numbers, 'own-account': own }: Answers,
  { outcome }: CredentialProof,
  { followUps }: CredentialEvidence,
): ShownKeyType {
  const works = numbers?.verdict === 'yes' || outcome === 'proven' || outcome === 'unnamed-account';
  if (own === undefined || !works) return 'unknown';
  if (own.verdict === 'yes')
    return policyOf(followUps)?.allow === undefined ? 'main' : 'restricted';
  if (own.meaning === 'no-permission') return 'restricted';
  return own.meaning === 'rejected' && own.verdict === 'no' ? 'not-main' : 'unknown';
}

/** The policy of the key, or that it has none; undefined where Twilio did not show it. */
export function policyOf(
  followUps: CredentialEvidence['followUps'] = [],
): Extract<FollowUpOutcome, { readonly kind: 'policy' }> | undefined {
  const asked = followUps.find(({ question }) => question.kind === 'key-policy')?.outcome;
  return asked?.kind === 'policy' ? asked : undefined;
}
