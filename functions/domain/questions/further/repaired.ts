import type { Facts } from '../../facts/facts.ts';
import { outcomeOf } from '../../facts/follow-up-answers.ts';
import { furtherQuestion, triesApiKey } from './further-question.ts';
import { tryOwn } from './try-credential.ts';

/** Tries the malformed credential cleaned, or its swapped values put back. */
export const repaired = furtherQuestion({
  id: { kind: 'repaired' },
  applies: ({ evidence, triedCredential }) =>
    evidence.parse?.outcome === 'malformed' && triedCredential !== undefined,
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
