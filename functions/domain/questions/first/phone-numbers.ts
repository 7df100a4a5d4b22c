import { isPhoneNumberPageOf } from '../../facts/answer-bodies.ts';
import { lookupOfNumbers } from '../../facts/resource-lookups.ts';
import { phoneNumbersQuestion } from '../twilio-questions.ts';
import { firstQuestion, isFirstRound } from './first-question.ts';

/** Lists the declared account's numbers: an API key or OAuth client is proven by it, and declared numbers are found in it. */
export const phoneNumbers = firstQuestion({
  id: { kind: 'phone-numbers' },
  applies: (known) =>
    isFirstRound(known) &&
    (known.credential.kind !== 'auth-token' ||
      lookupOfNumbers(known.facts.evidence.expectation) !== undefined),
  request: ({ own, facts }) => {
    const { expectation } = facts.evidence;
    const question = own && phoneNumbersQuestion(expectation.account.sid, own);
    return question && { ...question, ...lookupOfNumbers(expectation) };
  },
  shows: (reply, accountSid) =>
    isPhoneNumberPageOf(reply, accountSid) ? 'the key works, and is of this account' : undefined,
  rejected: 'Twilio rejects the key for this account',
  words: {
    asked: "does Twilio list the declared account's numbers for the key",
    why: 'it proves an API key or OAuth client: neither crosses accounts',
  },
});
