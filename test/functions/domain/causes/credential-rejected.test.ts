import { expect, it } from 'vitest';
import { factsOf } from '../../../../functions/domain/facts/facts.ts';
import type { Evidence } from '../../../../functions/domain/model/evidence.ts';
import type { FollowUpOutcome } from '../../../../functions/domain/model/follow-up.ts';
import { remainingQuestions } from '../../../../functions/domain/questions/further/further-questions.ts';
import { ACCOUNTS } from '../accounts.ts';
import { keyEvidence } from '../evidence-builder.ts';
import { accountReply, DENIED, unexpected } from '../twilio-replies.ts';
import { diagnosed, ranking } from './diagnosed.ts';

const REFUSED: FollowUpOutcome = { kind: 'refused', reply: DENIED };
const ODD: FollowUpOutcome = {
  kind: 'undecided',
  reason: 'an odd answer',
  reply: unexpected(200),
};
const UNREAD: FollowUpOutcome = { kind: 'undecided', reason: 'it could not be read' };

/** A rejected key of an active account, of which everything was asked; these answers, and no to the rest. */
function asked(answers: Readonly<Record<string, FollowUpOutcome>>): Evidence {
  let evidence = keyEvidence({
    probes: {
      'phone-numbers': DENIED,
      'own-account': DENIED,
      'audited-account': accountReply(ACCOUNTS.production),
    },
  });
  for (;;) {
    const [question] = remainingQuestions(factsOf(evidence));
    if (question === undefined) return evidence;
    const outcome = answers[question.id.kind] ?? REFUSED;
    evidence = {
      ...evidence,
      followUps: [...evidence.followUps, { question: question.id, outcome }],
    };
  }
}

it.each([
  ['every question is answered by a no', {}, 'proven'],
  ['only the metadata of its secret could not be read', { 'secret-metadata': UNREAD }, 'proven'],
  ['the answer of whoami says nothing', { whoami: ODD }, 'likely'],
  ['the answer for a version says nothing', { version: ODD }, 'likely'],
])('a rejection in an active account, where %s: %s', (_name, answers, confidence) => {
  const evidence = asked(answers);
  const kinds = evidence.followUps.map(({ question }) => question.kind);
  expect(kinds).toEqual(expect.arrayContaining(Object.keys(answers)));
  expect(ranking(diagnosed(evidence))).toBe(`credential.rejected ${confidence}`);
});
