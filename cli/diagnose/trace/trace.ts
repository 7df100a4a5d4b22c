import { factsOf } from '../../../functions/domain/facts/facts.ts';
import type { Evidence } from '../../../functions/domain/model/evidence.ts';
import { FOLLOW_UP_BOUNDS } from '../../../functions/domain/model/follow-up.ts';
import {
  nextQuestion,
  remainingQuestions,
} from '../../../functions/domain/questions/further/further-questions.ts';
import { firstQuestions } from './first-questions.ts';
import { furtherQuestions } from './further-questions.ts';
import { hypothesesOf } from './hypotheses.ts';
import type { Question } from './question.ts';

/** A question and when it was asked: of every environment, or only because something was wrong. */
export interface TraceEntry extends Question {
  readonly wave: 'first' | 'further';
}

/** The reasoning behind one environment's report. */
export interface Trace {
  readonly entries: readonly TraceEntry[];
  /** Why nothing more was asked, as a sentence. */
  readonly ended: string;
}

/**
 * How the diagnosis came about, from the evidence it was made of: after every answer the diagnosis is
 * made again, so that the conclusions are the engine's own and cannot differ from the report.
 */
export function traceOf(evidence: Evidence): Trace {
  return {
    entries: [
      ...firstQuestions(evidence).map((entry) => ({ wave: 'first' as const, ...entry })),
      ...furtherQuestions(evidence).map((entry) => ({ wave: 'further' as const, ...entry })),
    ],
    ended: whyEnded(evidence),
  };
}

function whyEnded(evidence: Evidence): string {
  const hypotheses = hypothesesOf(evidence);
  if (hypotheses.size === 0) return 'It passes: nothing further had to be asked.';
  const facts = factsOf(evidence);
  if (nextQuestion(facts) !== undefined) {
    const { twilioRequests, limitMs } = FOLLOW_UP_BOUNDS;
    return `There was more to ask, but ${twilioRequests} requests or ${limitMs / 1000} s are the most.`;
  }
  if (remainingQuestions(facts).length > 0) {
    return 'There was more to ask, but Twilio does not answer as it should: further questions would meet the same.';
  }
  return [...hypotheses.values()].includes('proven')
    ? 'A cause is proven: nothing further had to be asked.'
    : 'No further question would separate the causes that are left.';
}
