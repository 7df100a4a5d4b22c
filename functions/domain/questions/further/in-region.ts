import type { TwilioRegion } from '../../model/expectation.ts';
import { type FurtherQuestion, furtherQuestion, isRefusedInUse } from './further-question.ts';
import { tryOwn } from './try-credential.ts';

/** Tries the credential in another Twilio Region: it is valid in one only. */
export function inRegion(region: TwilioRegion): FurtherQuestion {
  return furtherQuestion({
    id: { kind: 'region', subject: region },
    applies: (facts) =>
      isRefusedInUse(facts) &&
      facts.triedCredential?.kind !== 'oauth-client' &&
      facts.evidence.expectation.twilioRegion !== region,
    ask: tryOwn({
      region,
      accountSid: (credential, { evidence }) =>
        credential.kind === 'auth-token' ? credential.accountSid : evidence.expectation.account.sid,
    }),
    words: { asked: `does it work in Twilio Region ${region}`, why: `region.mismatch (${region})` },
  });
}
