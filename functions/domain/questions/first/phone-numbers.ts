import { isPhoneNumberPageOf } from '../../facts/twilio-resources.ts';
import { phoneNumbersQuestion } from '../twilio-questions.ts';
import { firstQuestion } from './first-question.ts';

/** Lists the declared account's numbers with the environment's API key. */
export const phoneNumbers = firstQuestion({
  id: { kind: 'phone-numbers' },
  applies: ({ round, credential }) => round === 1 && credential.kind === 'api-key',
  request: ({ own, facts }) =>
    own && phoneNumbersQuestion(facts.evidence.expectation.account.sid, own),
  shows: (reply, accountSid) =>
    isPhoneNumberPageOf(reply, accountSid) ? 'the key works, and is of this account' : undefined,
  rejected: 'Twilio rejects the key for this account',
  words: {
    asked: "does Twilio list the declared account's numbers for the key",
    why: 'it proves an API key: keys never cross accounts',
  },
});
