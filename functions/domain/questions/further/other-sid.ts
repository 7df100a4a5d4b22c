import { furtherQuestion, isRejected } from './further-question.ts';
import { tryOwn } from './try-credential.ts';

/** Tries a key under the SID beside it in the secret, an Auth Token as the declared account. */
export const otherSid = furtherQuestion({
  id: { kind: 'other-sid' },
  applies: (facts) => isRejected(facts) && facts.holdsOtherSid,
  ask: tryOwn({
    accountSid: (credential, { evidence }) =>
      credential.kind === 'api-key' ? credential.accountSid : evidence.expectation.account.sid,
  }),
  words: {
    asked: 'does it work with the other Account SID',
    why: 'environment.wrong-account',
  },
});
