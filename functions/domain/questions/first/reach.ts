import { accountQuestion } from '../twilio-questions.ts';
import { type FirstQuestion, firstQuestion } from './first-question.ts';
import { accountInWords } from './shown-account.ts';

/** Fetches another environment's account with the environment's credential. */
export function reach(accountSid: string): FirstQuestion {
  return firstQuestion({
    id: { kind: 'reach', subject: accountSid },
    applies: ({ round, facts }) => round === 3 && facts.reach.outcome === 'possible',
    request: ({ own }) => own && accountQuestion(accountSid, own),
    shows: accountInWords,
    rejected: 'it does not reach that account',
    words: {
      asked: `can the credential read account ${accountSid} of another environment`,
      why: 'it must not: what reaches two environments breaks two',
    },
  });
}
