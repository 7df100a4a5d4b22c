import type { Facts } from '../../facts/facts.ts';
import { furtherQuestion, isRefusedInUse } from './further-question.ts';
import { isRefusedOnceRepaired } from './repaired.ts';
import { identify, NO_CREDENTIAL } from './try-credential.ts';

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
    const region = evidence.expectation.twilioRegion;
    return credential === undefined ? NO_CREDENTIAL : await identify({ credential, region, ask });
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
