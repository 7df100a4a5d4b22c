import type { Evidence } from '../model/evidence.ts';
import { describeFollowUp, questionOf } from './describe-follow-up.ts';
import { remainingFollowUps } from './next-follow-up.ts';

/** A fleet has many accounts; the names of a few show what was meant. */
const SHOWN = 5;

/**
 * What could not be asked or was not answered, in words, one line each: the limits of a diagnosis.
 * Empty where one cause is proven or every question that separates has an answer.
 */
export function openQuestions(evidence: Evidence): readonly string[] {
  const undecided = evidence.followUps.filter(({ outcome }) => outcome.kind === 'undecided');
  const unasked = remainingFollowUps(evidence).map(questionOf);
  const more = unasked.length > SHOWN ? ` and ${unasked.length - SHOWN} more` : '';
  return [
    ...undecided.map(describeFollowUp),
    ...(unasked.length === 0 ? [] : [`not asked: ${unasked.slice(0, SHOWN).join('; ')}${more}`]),
  ];
}
