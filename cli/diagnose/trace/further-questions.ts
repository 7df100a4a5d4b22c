import type { Evidence } from '../../../functions/domain/model/evidence.ts';
import { answerOf } from '../../../functions/domain/questions/further/describe-follow-up.ts';
import { furtherQuestionOf } from '../../../functions/domain/questions/further/further-questions.ts';
import { changesOf, describeHypotheses, hypothesesOf } from './hypotheses.ts';
import type { Question } from './question.ts';

/** What was asked because something was wrong, with the hypotheses before and after each answer. */
export function furtherQuestions(evidence: Evidence): readonly Question[] {
  return evidence.followUps.map(({ question: id, outcome }, position) => {
    const { words, read } = furtherQuestionOf(id);
    const before = hypothesesOf(known(evidence, position));
    const after = hypothesesOf(known(evidence, position + 1));
    const conclusions = [
      ...read(outcome, evidence.expectation.account.sid),
      ...changesOf(before, after),
    ];
    return {
      asked: words.asked,
      why: `it would show ${words.why}; open: ${describeHypotheses(before)}`,
      answered: answerOf(outcome),
      concluded: [...new Set(conclusions)].join('; ') || 'explains nothing by itself',
    };
  });
}

/** The evidence as it was after so many answers. */
function known(evidence: Evidence, answers: number): Evidence {
  return { ...evidence, followUps: evidence.followUps.slice(0, answers) };
}
