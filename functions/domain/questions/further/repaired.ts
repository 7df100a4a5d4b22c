import type { Facts } from '../../facts/facts.ts';
import { outcomeOf } from '../../facts/follow-up-answers.ts';
import { furtherQuestion, isRejected, triesApiKey } from './further-question.ts';
import { tryOwn } from './try-credential.ts';

/**
 * Tries the malformed credential cleaned, its swapped values put back; and a rejected one in the letter
 * case that Twilio issues.
 */
export const repaired = furtherQuestion({
  id: { kind: 'repaired' },
  applies: (facts) => {
    const { parse } = facts.evidence;
    const tried = facts.triedCredential;
    if (parse?.outcome === 'malformed') return tried !== undefined;
    return parse?.outcome === 'parsed' && tried !== parse.credential && isRejected(facts);
  },
  ask: tryOwn({}),
  words: {
    asked: 'would the value work once its form is fixed',
    why: 'that its form is all that is wrong',
  },
});

/** An API key that Twilio refuses also once its form is fixed may be another account's: two faults. */
export function isRefusedOnceRepaired(facts: Facts): boolean {
  return triesApiKey(facts) && outcomeOf(facts.evidence, repaired.id)?.kind === 'refused';
}
