import { sameSid } from '../credential/same-sid.ts';
import type { CredentialEvidence, Probe, SubjectKind } from '../model/evidence.ts';
import type { TwilioReply } from '../model/twilio-api.ts';
import { type AccountResource, accountResource, isPhoneNumberPageOf } from './answer-bodies.ts';

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
  'open-to-all': 'unknown',
  'other-error': 'unknown',
  'rate-limited': 'unknown',
  unavailable: 'unknown',
  unexpected: 'unknown',
  'no-answer': 'unknown',
};

/** Reads a reply as the answer to a question for a certain resource. */
export function answerTo(reply: TwilioReply, isExpected: (reply: TwilioReply) => boolean): Answer {
  const said = answerMeaning(reply);
  const meaning = said === 'resource' && !isExpected(reply) ? 'unexpected' : said;
  return { by: reply, verdict: isAboutOtherThings(reply) ? 'unknown' : VERDICTS[meaning], meaning };
}

/** A no for a reason that is not the resource: the account's profile, or what this host does not serve. */
function isAboutOtherThings(reply: TwilioReply): boolean {
  return isForProfile(reply) || (answerMeaning(reply) === 'not-found' && !saysNotFound(reply));
}

/** Twilio has other reasons for a 404 too, such as an endpoint that a Region does not have. */
export function saysNotFound(reply: TwilioReply): boolean {
  return reply.kind === 'refusal' && /\bnot found\b/i.test(reply.message);
}

/** The same of a question for an account: only that account's resource is a yes. */
export function accountAnswer(reply: TwilioReply, accountSid: string): AccountAnswer {
  const account = accountResource(reply);
  const isExpected = account !== undefined && sameSid(account.sid, accountSid);
  return { ...answerTo(reply, () => isExpected), account };
}

/** Whether the Auth Token that asked is the account's primary one; undefined where no answer shows that. */
export function isPrimaryToken(answer: AccountAnswer | undefined): boolean | undefined {
  return answer?.by.kind === 'resource' ? answer.by.isPrimaryToken : undefined;
}

type AccountProbe = Exclude<
  Probe['kind'],
  SubjectKind | 'phone-numbers' | 'access-token' | 'audited-keys' | 'probe' | 'probe-without-key'
>;

/** Twilio's answers on the credential and its account; absent where it was not asked. */
export type Answers = Readonly<Partial<Record<AccountProbe, AccountAnswer>>> & {
  readonly 'phone-numbers'?: Answer | undefined;
  readonly 'access-token'?: Answer | undefined;
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
  const token = probes['access-token'];
  if (token !== undefined) {
    answers['access-token'] = answerTo(
      token,
      (reply) => reply.kind === 'resource' && reply.isGrant === true,
    );
  }
  return answers;
}

/**
 * What a reply means for a credential. Only `rejected`, `test-credentials` and `inactive` are
 * definite: Twilio wrote them itself. Everything from `no-permission` on says nothing against the
 * credential. `other-error` is an error that Twilio wrote too, and says what it does not accept about the
 * request; `unexpected` is no answer of Twilio's. `open-to-all`: it answers without a credential too.
 */
export type AnswerMeaning =
  | 'resource'
  | 'rejected'
  | 'test-credentials'
  | 'inactive'
  | 'no-permission'
  | 'not-found'
  | 'open-to-all'
  | 'other-error'
  | 'rate-limited'
  | 'unavailable'
  | 'unexpected'
  | 'no-answer';

/** Twilio's word against the credential itself; any other no is about one resource only. */
export type Refusal = 'rejected' | 'test-credentials' | 'inactive';

const REFUSALS: readonly AnswerMeaning[] = ['rejected', 'test-credentials', 'inactive'];

export function isRefusal(meaning: AnswerMeaning): meaning is Refusal {
  return REFUSALS.includes(meaning);
}

/** Twilio's error dictionary, https://www.twilio.com/docs/api/errors; status varies, so the code decides. */
const MEANING_OF_CODE: ReadonlyMap<number, AnswerMeaning> = new Map([
  [20003, 'rejected'],
  [20008, 'test-credentials'],
  [20005, 'inactive'],
  [20403, 'inactive'],
  [10001, 'inactive'],
  [90010, 'inactive'],
  [70051, 'no-permission'],
  [20404, 'not-found'],
  [20429, 'rate-limited'],
]);

/** Credentials are refused with these statuses and no other; a 500 with code 20003 proves nothing. */
const REFUSING_STATUSES: readonly number[] = [401, 403];

const DENIALS: readonly AnswerMeaning[] = ['rejected', 'inactive', 'no-permission', 'not-found'];

/** Twilio's word that this credential does not get this resource: no outage, and no test pair. */
export function isDenial(reply: TwilioReply | undefined): boolean {
  return reply !== undefined && DENIALS.includes(answerMeaning(reply));
}

/** The same, or a test pair, which reads nothing: another credential may be let. */
export function isDenied(reply: TwilioReply): boolean {
  return isDenial(reply) || answerMeaning(reply) === 'test-credentials';
}

/** Reads the meaning from Twilio's code, then from the HTTP status. */
export function answerMeaning(reply: TwilioReply): AnswerMeaning {
  switch (reply.kind) {
    case 'resource':
      return 'resource';
    case 'no-answer':
      return 'no-answer';
    case 'unexpected':
      return meaningOfStatus(reply.status);
    case 'refusal':
      return meaningOfRefusal(reply);
  }
}

/** Twilio's sentence, under 70051 (https://www.twilio.com/docs/api/errors/70051) and under codes of single products. */
const MISSING_PERMISSION = /required permission \/?([a-z0-9./*-]{3,80}) is missing/;

/** The permission that Twilio's text names, with its leading slash; undefined where it names none. */
export function missingPermission(reply: TwilioReply | undefined): string | undefined {
  const message = reply?.kind === 'refusal' ? reply.message : '';
  const slug = MISSING_PERMISSION.exec(message)?.[1];
  return slug === undefined ? undefined : `/${slug}`;
}

/** The same for messages. */
export function namedPermission(reply: TwilioReply | undefined): string {
  return missingPermission(reply) ?? 'a permission that Twilio does not name';
}

/** Twilio's reason for a 20003 that is about the account: a wrong secret gets another text. */
export function saysProfile(text: string): boolean {
  return /compliance profile/i.test(text);
}

/** Twilio's reason for refusing what only an upgraded account may place: under code 0, or none at all. */
export function saysTrial(text: string): boolean {
  return /\btrial accounts? have limited\b/i.test(text);
}

/** Twilio's 20003 to a credential that it knows: its account lacks an approved compliance profile. */
export function isForProfile(reply: TwilioReply | undefined): boolean {
  return (
    reply?.kind === 'refusal' && answerMeaning(reply) === 'rejected' && saysProfile(reply.message)
  );
}

function meaningOfRefusal(reply: Extract<TwilioReply, { kind: 'refusal' }>): AnswerMeaning {
  const { status, code, isGrant } = reply;
  // Verify says it under 8021.
  const saysWhich = REFUSING_STATUSES.includes(status) && missingPermission(reply) !== undefined;
  if (saysWhich) return 'no-permission';
  const meaning = MEANING_OF_CODE.get(code) ?? 'unexpected';
  const isBelieved = !isRefusal(meaning) || REFUSING_STATUSES.includes(status);
  if (meaning !== 'unexpected' && isBelieved) return meaning;
  // The token endpoint is asked for nothing but a client's token: its 400 and 401 are about the client.
  if (isGrant === true && (status === 400 || status === 401)) return 'rejected';
  const byStatus = meaningOfStatus(status);
  return byStatus === 'unexpected' ? 'other-error' : byStatus;
}

/** 429 and 5xx keep their meaning whatever the body is; nothing else is believed without Twilio's code. */
function meaningOfStatus(status: number): AnswerMeaning {
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'unavailable' : 'unexpected';
}
