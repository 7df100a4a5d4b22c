import { accountQuestion } from '../twilio-questions.ts';
import { firstQuestion } from './first-question.ts';
import { accountInWords } from './shown-account.ts';

/** Fetches the declared account as its own SID, with the secret's Auth Token. */
export const webhookAccount = firstQuestion({
  id: { kind: 'webhook-account' },
  applies: ({ round, credential, webhook }) =>
    round === 1 && credential.kind !== 'auth-token' && webhook !== undefined,
  request: ({ webhook, facts }) =>
    webhook && {
      ...accountQuestion(facts.evidence.expectation.account.sid, webhook),
      comparesToken: true,
    },
  shows: accountInWords,
  rejected: 'Twilio rejects the Auth Token',
  words: {
    asked: 'what does the account look like to the Auth Token in the secret',
    why: 'webhook signatures are made with this token, if it is the primary one',
  },
});
