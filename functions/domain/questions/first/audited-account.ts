import { isDenial } from '../../facts/answers.ts';
import { accountQuestion } from '../twilio-questions.ts';
import { type FirstKnown, firstQuestion } from './first-question.ts';
import { accountInWords } from './shown-account.ts';

/** Fetches the declared account with the auditor's credential. */
export const auditedAccount = firstQuestion({
  id: { kind: 'audited-account' },
  applies: (known) =>
    known.hasAuditor && (known.round === 1 ? isNeeded(known) : wouldExplainDenial(known)),
  request: async ({ auditor, facts }) => {
    const asker = await auditor();
    return asker && accountQuestion(facts.evidence.expectation.account.sid, asker);
  },
  shows: accountInWords,
  rejected: 'Twilio rejects the auditor for this account',
  words: {
    asked: 'what does the declared account look like to the auditor',
    why: 'the auditor may read what the credential may not: status, type, owner',
  },
});

/** A Main key reads its own account, and so does an Auth Token beside the key; any other key does not. */
function isNeeded({ credential, facts, webhook }: FirstKnown): boolean {
  const isMain = facts.evidence.expectation.credential.keyType === 'main';
  return credential.kind !== 'auth-token' && webhook === undefined && !isMain;
}

/** It separates a suspended account from a wrong secret; during an outage it would only fail as well. */
function wouldExplainDenial({ round, facts }: FirstKnown): boolean {
  if (round !== 2 || facts.knownAccount !== undefined) return false;
  const { 'own-account': own, 'webhook-account': webhook } = facts.evidence.probes;
  return isDenial(own) || isDenial(webhook);
}
