import type { ProbeAddress } from '../../credential/probe-address.ts';
import { sameSid } from '../../credential/same-sid.ts';
import { isAccountSid } from '../../credential/sid.ts';
import { accountResource, isPhoneNumberPageOf } from '../../facts/answer-bodies.ts';
import { answerMeaning, isRefusal } from '../../facts/answers.ts';
import { describeReply } from '../../facts/describe-reply.ts';
import type { Facts } from '../../facts/facts.ts';
import { accountIn, probeLookup, probeOf } from '../../facts/probe-answer.ts';
import type { Credential } from '../../model/credential.ts';
import type { TwilioRegion } from '../../model/expectation.ts';
import type { FollowUpOutcome } from '../../model/follow-up.ts';
import type { TwilioQuestion, TwilioReply } from '../../model/twilio-api.ts';
import {
  type Asker,
  accountQuestion,
  basicCredential,
  bearer,
  phoneNumbersQuestion,
  tokenQuestion,
  whoamiQuestion,
} from '../twilio-questions.ts';
import type { FurtherPorts } from './further-question.ts';

export interface Trial {
  readonly credential: Credential;
  /** The account that an API key is tried under; an Auth Token is tried as its own username. */
  readonly accountSid: string;
  readonly region: TwilioRegion;
  /** Proves an API key in place of the list of numbers; give one that Twilio has refused to a wrong key. */
  readonly probe?: ProbeAddress | undefined;
  readonly ask: (question: TwilioQuestion) => Promise<TwilioReply>;
}

/** Tries a credential with the one question that proves its kind. */
export async function tryCredential(trial: Trial): Promise<FollowUpOutcome> {
  const { credential, accountSid, ask } = trial;
  const asker = await askerFor(trial);
  if ('kind' in asker) return asker;
  switch (credential.kind) {
    case 'oauth-client':
    case 'api-key': {
      if (trial.probe !== undefined)
        return byProbe(await ask({ ...probeLookup(trial.probe), ...asker }));
      const reply = await ask(phoneNumbersQuestion(accountSid, asker));
      const accepted = isPhoneNumberPageOf(reply, accountSid);
      return accepted ? { kind: 'accepted', accountSid, reply } : notAccepted(reply);
    }
    case 'auth-token': {
      const reply = await ask(accountQuestion(credential.accountSid, asker));
      const account = accountResource(reply);
      return account !== undefined && sameSid(account.sid, credential.accountSid)
        ? { kind: 'accepted', accountSid: account.sid, reply }
        : notAccepted(reply);
    }
  }
}

/** Accepted only as the account that the answer names. */
function byProbe(reply: TwilioReply): FollowUpOutcome {
  const accountSid = accountIn(reply);
  if (accountSid !== undefined) return { kind: 'accepted', accountSid, reply };
  return reply.kind === 'resource'
    ? { kind: 'undecided', reason: 'it answers its probe, which names no account', reply }
    : notAccepted(reply);
}

/** What to ask with as this credential; an OAuth client gets an access token first, or why it gets none. */
export async function askerFor({
  credential,
  region,
  ask,
}: Pick<Trial, 'credential' | 'region' | 'ask'>): Promise<Asker | FollowUpOutcome> {
  if (credential.kind !== 'oauth-client') {
    return { credential: basicCredential(credential), region };
  }
  const reply = await ask(tokenQuestion(credential));
  return reply.kind === 'resource' && reply.accessToken !== undefined
    ? bearer(credential, reply.accessToken)
    : notAccepted(reply);
}

/** Asks which account a credential belongs to; `accepted` as that account. */
export async function identify(
  trial: Pick<Trial, 'credential' | 'region' | 'ask'>,
): Promise<FollowUpOutcome> {
  const asker = await askerFor(trial);
  if ('kind' in asker) return asker;
  const reply = await trial.ask(whoamiQuestion(asker));
  const sid = reply.kind === 'resource' ? reply.body['account_sid'] : undefined;
  return typeof sid === 'string' && isAccountSid(sid)
    ? { kind: 'accepted', accountSid: sid, reply }
    : notAccepted(reply);
}

/** Twilio's own refusal, or an answer that says nothing. */
export function notAccepted(reply: TwilioReply): FollowUpOutcome {
  return isRefusal(answerMeaning(reply))
    ? { kind: 'refused', reply }
    : { kind: 'undecided', reason: describeReply(reply), reply };
}

export const NO_CREDENTIAL: FollowUpOutcome = {
  kind: 'nothing-to-try',
  reason: 'there is no credential to try',
};

/** Which account the credential is tried for, or in which Region. */
export interface TrialTarget {
  readonly accountSid?: (credential: Credential, facts: Facts) => string;
  readonly region?: TwilioRegion;
}

/**
 * Makes the asking of a question that tries the environment's own credential: an Auth Token as the
 * account that is its username, a key under the account in the path. Default: the SID in the secret,
 * else the declared account, in the declared Region.
 */
export function tryOwn({ accountSid, region }: TrialTarget) {
  return async (facts: Facts, { ask }: FurtherPorts): Promise<FollowUpOutcome> => {
    const { evidence, triedCredential: credential } = facts;
    if (credential === undefined) return NO_CREDENTIAL;
    const { account, twilioRegion } = evidence.expectation;
    const sid = accountSid?.(credential, facts) ?? credential.accountSid ?? account.sid;
    return await tryCredential({
      credential:
        credential.kind === 'auth-token' ? { ...credential, accountSid: sid } : credential,
      accountSid: sid,
      region: region ?? twilioRegion,
      probe: accountSid === undefined && region === undefined ? probeOf(evidence) : undefined,
      ask,
    });
  };
}
