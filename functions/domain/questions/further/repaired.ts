import { furtherQuestion } from './further-question.ts';
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
