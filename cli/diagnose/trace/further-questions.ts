import type { Evidence } from '../../../functions/domain/model/evidence.ts';
import type { InquiryId, InquiryOutcome } from '../../../functions/domain/model/inquiry.ts';
import { answerOf, questionOf } from '../../../functions/domain/questions/describe-inquiry.ts';
import { beliefsOf, changesOf, describeBeliefs } from './beliefs.ts';
import type { Question } from './question.ts';

/** What was asked because something was wrong, with what was believed before and after each answer. */
export function furtherQuestions(evidence: Evidence): readonly Question[] {
  return evidence.inquiries.map(({ id, outcome }, position) => {
    const before = beliefsOf(known(evidence, position));
    const after = beliefsOf(known(evidence, position + 1));
    const conclusions = [...ruledOut(id, outcome), ...changesOf(before, after)];
    return {
      asked: questionOf(id),
      why: `it would show ${wouldShow(id)}; open: ${describeBeliefs(before)}`,
      answered: answerOf(outcome),
      concluded: [...new Set(conclusions)].join('; ') || 'explains nothing by itself',
    };
  });
}

/** The evidence as it was after so many answers. */
function known(evidence: Evidence, answers: number): Evidence {
  return { ...evidence, inquiries: evidence.inquiries.slice(0, answers) };
}

function ruledOut(id: InquiryId, outcome: InquiryOutcome): readonly string[] {
  switch (outcome.kind) {
    case 'refused':
    case 'nothing-to-try':
      return [`rules out ${wouldShow(id)}`];
    case 'undecided':
      return [`settles nothing: ${wouldShow(id)} stays open`];
    case 'accepted':
    case 'metadata':
      return [];
  }
}

type NamedInquiry = Exclude<InquiryId, `account-of:${string}` | `region:${string}`>;

const WOULD_SHOW: Readonly<Record<NamedInquiry, string>> = {
  'secret-metadata': 'rotation.in-progress, and which versions there are to try',
  'version:AWSCURRENT': 'rotation.in-progress (it ended meanwhile)',
  'version:AWSPENDING': 'rotation.in-progress',
  'version:AWSPREVIOUS': 'credential.stale-version',
  repaired: 'that its form is all that is wrong',
  'other-sid': 'environment.wrong-account',
  'parent-account': 'environment.wrong-account (the owner)',
  whoami: 'environment.wrong-account',
};

/** What an inquiry shows if it is answered with yes. */
function wouldShow(id: InquiryId): string {
  const named: Readonly<Record<string, string>> = WOULD_SHOW;
  const [kind, ...subject] = id.split(':');
  const cause = kind === 'region' ? 'region.mismatch' : 'environment.wrong-account';
  return named[id] ?? `${cause} (${subject.join(':')})`;
}
