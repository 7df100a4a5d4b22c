import { sameSid } from '../credential/same-sid.ts';
import type { CredentialEvidence, Probe } from '../model/evidence.ts';
import type { TwilioReply } from '../model/ports.ts';
import { type AccountResource, accountResource } from './account-resource.ts';
import { type AnswerMeaning, answerMeaning } from './answer-meaning.ts';
import { isPhoneNumberPageOf } from './phone-number-page.ts';

/** Whether Twilio gave what was asked for; `unknown` is an outage, or a body that proves nothing. */
export type ReplyVerdict = 'yes' | 'no' | 'unknown';

/** What Twilio said to one question. */
export interface Answer {
  readonly by: TwilioReply;
  readonly verdict: ReplyVerdict;
  /** `resource` only where the body is what was asked for: any other 200 is `unexpected`. */
  readonly meaning: AnswerMeaning;
}

export interface AccountAnswer extends Answer {
  /** The account in the body, whichever it is. */
  readonly account: AccountResource | undefined;
}

const VERDICTS: Readonly<Record<AnswerMeaning, ReplyVerdict>> = {
  resource: 'yes',
  rejected: 'no',
  'test-credentials': 'no',
  inactive: 'no',
  'no-permission': 'no',
  'not-found': 'no',
  'rate-limited': 'unknown',
  unavailable: 'unknown',
  unexpected: 'unknown',
  'no-answer': 'unknown',
};

/** Reads a reply as the answer to a question for a certain resource. */
export function answerTo(reply: TwilioReply, isExpected: (reply: TwilioReply) => boolean): Answer {
  const said = answerMeaning(reply);
  const meaning = said === 'resource' && !isExpected(reply) ? 'unexpected' : said;
  return { by: reply, verdict: VERDICTS[meaning], meaning };
}

/** The same of a question for an account: only that account's resource is a yes. */
export function accountAnswer(reply: TwilioReply, accountSid: string): AccountAnswer {
  const account = accountResource(reply);
  const isExpected = account !== undefined && sameSid(account.sid, accountSid);
  return { ...answerTo(reply, () => isExpected), account };
}

type AccountProbe = Exclude<Probe['kind'], 'reach' | 'phone-numbers' | 'audited-keys'>;

/** Twilio's answers on the credential and its account; absent where it was not asked. */
export type Answers = Readonly<Partial<Record<AccountProbe, AccountAnswer>>> & {
  readonly 'phone-numbers'?: Answer | undefined;
};

/** Reads each reply once. An Auth Token is asked for the account of its own username. */
export function answersOf({ probes, expectation, parse }: CredentialEvidence): Answers {
  const { sid } = expectation.account;
  const credential = parse?.outcome === 'parsed' ? parse.credential : undefined;
  const ownSid = credential?.kind === 'auth-token' ? credential.accountSid : sid;
  const asked = { 'own-account': ownSid, 'webhook-account': sid, 'audited-account': sid };
  const answers: { -readonly [id in keyof Answers]: Answers[id] } = {};
  for (const id of ['own-account', 'webhook-account', 'audited-account'] as const) {
    const reply = probes[id];
    if (reply !== undefined) answers[id] = accountAnswer(reply, asked[id]);
  }
  const numbers = probes['phone-numbers'];
  if (numbers !== undefined) {
    answers['phone-numbers'] = answerTo(numbers, (reply) => isPhoneNumberPageOf(reply, sid));
  }
  return answers;
}
