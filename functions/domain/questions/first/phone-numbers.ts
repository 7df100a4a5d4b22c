import { isPhoneNumberPageOf } from '../../facts/answer-bodies.ts';
import { leavesAccountOpen } from '../../facts/credential-proof.ts';
import { probeOf } from '../../facts/probe-answer.ts';
import { lookupOfNumbers } from '../../facts/resource-lookups.ts';
import { phoneNumbersQuestion } from '../twilio-questions.ts';
import { firstQuestion, isFirstRound } from './first-question.ts';

/** Lists the declared account's numbers: an API key or OAuth client is proven by it, and declared numbers are found in it. */
export const phoneNumbers = firstQuestion({
  id: { kind: 'phone-numbers' },
  applies: (known) => {
    const { evidence, proof } = known.facts;
    if (lookupOfNumbers(evidence.expectation) !== undefined) return isFirstRound(known);
    if (known.credential.kind === 'auth-token') return false;
    // A probe takes its place, and leaves it to show the account where its answer does not.
    if (probeOf(evidence) === undefined) return isFirstRound(known);
    return known.round === 2 && leavesAccountOpen(proof);
  },
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
