import { sameSid } from '../credential/same-sid.ts';
import { accountResource } from '../facts/account-resource.ts';
import { answerMeaning } from '../facts/answer-meaning.ts';
import { describeReply } from '../facts/describe-reply.ts';
import { isPhoneNumberPageOf } from '../facts/phone-number-page.ts';
import type { Credential } from '../model/credential.ts';
import type { TwilioRegion } from '../model/expectation.ts';
import type { FollowUpOutcome } from '../model/follow-up.ts';
import type { TwilioQuestion, TwilioReply } from '../model/ports.ts';
import { accountQuestion, basicCredential, phoneNumbersQuestion } from './twilio-questions.ts';

export interface Trial {
  readonly credential: Credential;
  /** The account that an API key is tried under; an Auth Token is tried as its own username. */
  readonly accountSid: string;
  readonly region: TwilioRegion;
  readonly ask: (question: TwilioQuestion) => Promise<TwilioReply>;
}

/** Tries a credential with the one question that proves its kind (facts, section 10). */
export async function tryCredential(trial: Trial): Promise<FollowUpOutcome> {
  const { credential, accountSid, region, ask } = trial;
  switch (credential.kind) {
    case 'oauth-client':
      return { kind: 'undecided', reason: 'an OAuth client cannot be tried yet' };
    case 'api-key': {
      const asker = { credential: basicCredential(credential), region };
      const reply = await ask(phoneNumbersQuestion(accountSid, asker));
      const accepted = isPhoneNumberPageOf(reply, accountSid);
      return accepted ? { kind: 'accepted', accountSid, reply } : notAccepted(reply);
    }
    case 'auth-token': {
      const asker = { credential: basicCredential(credential), region };
      const reply = await ask(accountQuestion(credential.accountSid, asker));
      const account = accountResource(reply);
      return account !== undefined && sameSid(account.sid, credential.accountSid)
        ? { kind: 'accepted', accountSid: account.sid, reply }
        : notAccepted(reply);
    }
  }
}

/** Twilio's own refusal, or an answer that says nothing. */
export function notAccepted(reply: TwilioReply): FollowUpOutcome {
  switch (answerMeaning(reply)) {
    case 'rejected':
    case 'inactive':
    case 'test-credentials':
      return { kind: 'refused', reply };
    case 'resource':
    case 'no-permission':
    case 'not-found':
    case 'rate-limited':
    case 'unavailable':
    case 'unexpected':
    case 'no-answer':
      return { kind: 'undecided', reason: describeReply(reply), reply };
  }
}
