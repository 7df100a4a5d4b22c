import { isAccountSid } from '../../credential/sid.ts';
import type { Facts } from '../../facts/facts.ts';
import { whoamiQuestion } from '../twilio-questions.ts';
import { furtherQuestion, isRefusedInUse } from './further-question.ts';
import { isRefusedOnceRepaired } from './repaired.ts';
import { askerFor, NO_CREDENTIAL, notAccepted } from './try-credential.ts';

/**
 * Asks which account a credential belongs to, by a resource without an account in its path. That it
 * answers every kind of key is not documented, so only an answer of the expected form counts. The declared
 * account shows that the credential works, and that Twilio refuses the request that proves it.
 */
export const whoami = furtherQuestion({
  id: { kind: 'whoami' },
  applies: (facts) =>
    isOfUnknownOther(facts) || isRefusedInUse(facts) || isRefusedOnceRepaired(facts),
  ask: async ({ evidence, triedCredential: credential }, { ask }) => {
    if (credential === undefined) return NO_CREDENTIAL;
    const region = evidence.expectation.twilioRegion;
    const asker = await askerFor({ credential, region, ask });
    if ('kind' in asker) return asker;
    const reply = await ask(whoamiQuestion(asker));
    const sid = reply.kind === 'resource' ? reply.body['account_sid'] : undefined;
    return typeof sid === 'string' && isAccountSid(sid)
      ? { kind: 'accepted', accountSid: sid, reply }
      : notAccepted(reply);
  },
  words: {
    asked: 'which account does the credential belong to',
    why: 'environment.wrong-account or credential.request-refused',
  },
});

/** A key that works, and that Twilio refuses for the declared account: no answer says whose it is. */
function isOfUnknownOther({ proof, answers }: Facts): boolean {
  if (proof.outcome === 'other-account') return proof.accountSid === undefined;
  return proof.outcome === 'unnamed-account' && answers['phone-numbers']?.meaning === 'rejected';
}
