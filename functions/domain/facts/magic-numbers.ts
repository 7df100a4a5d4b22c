import type { CredentialEvidence } from '../model/evidence.ts';
import type { TwilioQuestion, TwilioReply } from '../model/twilio-api.ts';
import { answerMeaning } from './answers.ts';
import { describeReply } from './describe-reply.ts';

/**
 * One order that Twilio answers test credentials without a call, a message or a charge
 * (https://www.twilio.com/docs/iam/test-credentials), and the code it documents; none where it takes the order.
 */
export interface MagicOrder {
  readonly subject: string;
  readonly collection: 'Messages' | 'Calls';
  readonly form: NonNullable<TwilioQuestion['form']>;
  readonly code?: number | undefined;
}

const FROM = '+15005550006';
/** The receiver of that page's own examples: a number that is no magic one is validated as for a live account. */
const VALID = '+14108675310';
const INVALID = '+15005550001';
const MESSAGE = { From: FROM, Body: 'twilio-preflight' };
const CALL = { From: FROM, Twiml: '<Response><Hangup/></Response>' };

/** A message and a call, each to a number that is valid and to one that is not. */
export const MAGIC_ORDERS: readonly MagicOrder[] = [
  { subject: 'a message', collection: 'Messages', form: { ...MESSAGE, To: VALID } },
  {
    subject: 'a message to an invalid number',
    collection: 'Messages',
    form: { ...MESSAGE, To: INVALID },
    code: 21211,
  },
  { subject: 'a call', collection: 'Calls', form: { ...CALL, To: VALID } },
  {
    subject: 'a call to an invalid number',
    collection: 'Calls',
    form: { ...CALL, To: INVALID },
    code: 21217,
  },
];

/** The orders that were answered otherwise than documented, and those without a usable answer, in a clause each. */
export interface MagicAnswers {
  readonly otherwise: readonly string[];
  readonly open: readonly string[];
}

/** Reads the answers to the orders. */
export function magicAnswers({ probes }: CredentialEvidence): MagicAnswers {
  const otherwise: string[] = [];
  const open: string[] = [];
  for (const { subject, code } of MAGIC_ORDERS) {
    const reply = probes.magic?.[subject];
    if (reply === undefined) open.push(`${subject}: Twilio was not asked in time`);
    else if (!isAsDocumented(reply, code)) {
      const said = `${subject}: ${describeReply(reply)}`;
      (saysNothing(reply) ? open : otherwise).push(said);
    }
  }
  return { otherwise, open };
}

/** The order was taken (201), or refused with the documented code (400). */
export function isAsDocumented(reply: TwilioReply, code: number | undefined): boolean {
  if (code === undefined) return reply.kind === 'resource' && reply.status === 201;
  return reply.kind === 'refusal' && reply.status === 400 && reply.code === code;
}

/** No answer of Twilio's to the order itself. */
export function saysNothing(reply: TwilioReply): boolean {
  const meaning = answerMeaning(reply);
  return ['rate-limited', 'unavailable', 'unexpected', 'no-answer'].includes(meaning);
}
