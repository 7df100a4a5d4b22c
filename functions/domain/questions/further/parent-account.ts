import { sameSid } from '../../credential/same-sid.ts';
import { furtherQuestion, isRejected } from './further-question.ts';
import { tryOwn } from './try-credential.ts';

/**
 * Tries an Auth Token as the declared owner's: a parent's token beside the SID of its subaccount works
 * in some calls of its owner only.
 */
export const parentAccount = furtherQuestion({
  id: { kind: 'parent-account' },
  applies: (facts) => {
    const { sid, parentSid } = facts.evidence.expectation.account;
    const hasParent = parentSid !== undefined && !sameSid(parentSid, sid);
    return isRejected(facts) && facts.triedCredential?.kind === 'auth-token' && hasParent;
  },
  ask: tryOwn({
    accountSid: (_credential, { evidence: { expectation } }) =>
      expectation.account.parentSid ?? expectation.account.sid,
  }),
  words: {
    asked: "is it the owner's Auth Token",
    why: 'environment.wrong-account (the owner)',
  },
});
