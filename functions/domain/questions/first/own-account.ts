import { isDenial } from '../../facts/answers.ts';
import { accountQuestion } from '../twilio-questions.ts';
import { type FirstKnown, firstQuestion } from './first-question.ts';
import { accountInWords } from './shown-account.ts';

/**
 * Fetches an account with the environment's credential: the account of its own username for an Auth
 * Token (a parent gets 200 on a child's path), the declared account for an API key.
 */
export const ownAccount = firstQuestion({
  id: { kind: 'own-account' },
  applies: (known) => (known.round === 1 ? isNeeded(known) : wouldTellMore(known)),
  request: ({ own, credential, facts }) => {
    const { account, webhookAuthToken } = facts.evidence.expectation;
    const isToken = credential.kind === 'auth-token';
    const sid = isToken ? credential.accountSid : account.sid;
    return own && { ...accountQuestion(sid, own), comparesToken: isToken && webhookAuthToken };
  },
  shows: accountInWords,
  rejected: 'rejected: normal for a key that is no Main key, else the credential is wrong',
  words: {
    asked: 'what does its account look like to the credential',
    why: 'it proves an Auth Token; of the API keys only a Main key may see it',
  },
});

/** An Auth Token is proven by it; a key's type is; and no other credential at hand reads the account. */
function isNeeded({ credential, facts, webhook, hasAuditor }: FirstKnown): boolean {
  if (credential.kind !== 'api-key') return credential.kind === 'auth-token';
  const isTyped = facts.evidence.expectation.credential.keyType !== undefined;
  return isTyped || (webhook === undefined && !hasAuditor);
}

/** Only where Twilio denies, or where the type of the key spares a question for every other account. */
function wouldTellMore({ round, facts, hasAuditor }: FirstKnown): boolean {
  const { 'phone-numbers': numbers, 'webhook-account': webhook } = facts.evidence.probes;
  if (round !== 2 || numbers === undefined) return false;
  const isRejected = facts.answers['phone-numbers']?.meaning === 'rejected';
  return isRejected || (isDenial(webhook) && !hasAuditor) || facts.reach.outcome === 'possible';
}
