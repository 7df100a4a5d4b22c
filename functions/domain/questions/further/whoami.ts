import { isAccountSid } from '../../credential/sid.ts';
import { basicCredential, whoamiQuestion } from '../twilio-questions.ts';
import { furtherQuestion, isRejected, triesApiKey } from './further-question.ts';
import { isRefusedOnceRepaired } from './repaired.ts';
import { NO_CREDENTIAL, notAccepted } from './try-credential.ts';

/**
 * Asks which account an API key belongs to, by a resource without an account in its path. That it
 * answers every kind of key is not documented, so only an answer of the expected form counts.
 */
export const whoami = furtherQuestion({
  id: { kind: 'whoami' },
  applies: (facts) =>
    facts.proof.outcome === 'other-account' ||
    (isRejected(facts) && triesApiKey(facts)) ||
    isRefusedOnceRepaired(facts),
  ask: async ({ evidence, triedCredential: credential }, { ask }) => {
    if (credential === undefined || credential.kind === 'oauth-client') return NO_CREDENTIAL;
    const region = evidence.expectation.twilioRegion;
    const reply = await ask(whoamiQuestion({ credential: basicCredential(credential), region }));
    const sid = reply.kind === 'resource' ? reply.body['account_sid'] : undefined;
    return typeof sid === 'string' && isAccountSid(sid)
      ? { kind: 'accepted', accountSid: sid, reply }
      : notAccepted(reply);
  },
  words: {
    asked: 'which account does the key belong to',
    why: 'environment.wrong-account',
  },
});
