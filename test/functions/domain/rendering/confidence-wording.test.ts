import { expect, it } from 'vitest';
import type { Confidence } from '../../../../functions/domain/model/report.ts';
import { causeVerb, howSure } from '../../../../functions/domain/rendering/confidence-wording.ts';
import { REJECTED } from './reports.ts';

it.each<[Confidence, string, string]>([
  ['proven', 'is', 'How sure: proven (the evidence shows it). The cause is credential.rejected.'],
  [
    'likely',
    'is probably',
    'How sure: likely (the best explanation of what was seen). The cause is probably credential.rejected.',
  ],
  [
    'possible',
    'may be',
    'How sure: possible (one of several explanations). The cause may be credential.rejected.',
  ],
])('a %s cause "%s"', (confidence, verb, line) => {
  expect(causeVerb(confidence)).toBe(verb);
  expect(howSure({ ...REJECTED, confidence })).toBe(line);
});

it('says so when no cause was found', () => {
  expect(howSure(undefined)).toContain('No cause was found');
});
