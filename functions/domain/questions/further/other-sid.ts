import { furtherQuestion, isRefusedInUse } from './further-question.ts';
import { tryOwn } from './try-credential.ts';

/** Tries a key under the SID beside it in the secret, an Auth Token as the declared account. */
export const otherSid = furtherQuestion({
  id: { kind: 'other-sid' },
  applies: (facts) => isRefusedInUse(facts) && facts.holdsOtherSid,
  ask: tryOwn({
    accountSid: (credential, { evidence }) =>
      (credential.kind === 'auth-token' ? undefined : credential.accountSid) ??
      evidence.expectation.account.sid,
  }),
  words: {
    asked: 'does it work with the other Account SID',
    why: 'environment.wrong-account',
  },
});
