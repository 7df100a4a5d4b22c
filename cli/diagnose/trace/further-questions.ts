import type { Evidence } from '../../../functions/domain/model/evidence.ts';
import type { FollowUp, FollowUpOutcome } from '../../../functions/domain/model/follow-up.ts';
import type { VersionStage } from '../../../functions/domain/model/ports.ts';
import { answerOf, questionOf } from '../../../functions/domain/questions/describe-follow-up.ts';
import { changesOf, describeHypotheses, hypothesesOf } from './hypotheses.ts';
import type { Question } from './question.ts';

/** What was asked because something was wrong, with what was believed before and after each answer. */
export function furtherQuestions(evidence: Evidence): readonly Question[] {
  return evidence.followUps.map(({ question, outcome }, position) => {
    const before = hypothesesOf(known(evidence, position));
    const after = hypothesesOf(known(evidence, position + 1));
    const conclusions = [...ruledOut(question, outcome), ...changesOf(before, after)];
    return {
      asked: questionOf(question),
      why: `it would show ${wouldShow(question)}; open: ${describeHypotheses(before)}`,
      answered: answerOf(outcome),
      concluded: [...new Set(conclusions)].join('; ') || 'explains nothing by itself',
    };
  });
}

/** The evidence as it was after so many answers. */
function known(evidence: Evidence, answers: number): Evidence {
  return { ...evidence, followUps: evidence.followUps.slice(0, answers) };
}

function ruledOut(question: FollowUp, outcome: FollowUpOutcome): readonly string[] {
  switch (outcome.kind) {
    case 'refused':
    case 'nothing-to-try':
      return [`rules out ${wouldShow(question)}`];
    case 'undecided':
      return [`settles nothing: ${wouldShow(question)} stays open`];
    case 'accepted':
    case 'metadata':
      return [];
  }
}

/** What a follow-up question shows if it is answered with yes. */
function wouldShow({ kind, subject }: FollowUp): string {
  switch (kind) {
    case 'secret-metadata':
      return 'rotation.in-progress, and which versions there are to try';
    case 'version':
      return SHOWN_BY_VERSION[subject];
    case 'repaired':
      return 'that its form is all that is wrong';
    case 'other-sid':
    case 'whoami':
      return 'environment.wrong-account';
    case 'parent-account':
      return 'environment.wrong-account (the owner)';
    case 'account-of':
      return `environment.wrong-account (${subject})`;
    case 'region':
      return `region.mismatch (${subject})`;
  }
}

const SHOWN_BY_VERSION: Readonly<Record<VersionStage, string>> = {
  AWSCURRENT: 'rotation.in-progress (it ended meanwhile)',
  AWSPENDING: 'rotation.in-progress',
  AWSPREVIOUS: 'credential.stale-version',
};
