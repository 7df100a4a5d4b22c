import { placedNow } from '../world/telephony.ts';
import type { TwilioWorld } from '../world/twilio-world.ts';
import { type Answer, refuse } from './answer.ts';
import { TELEPHONY } from './telephony.ts';
import type { TwilioRequest } from './twilio-request.ts';

interface MagicNumbers {
  /** Codes by the last digits of +1500555…; `other` is for every other sender. */
  readonly from: Readonly<Record<string, number>> & { readonly other: number };
  readonly to: Readonly<Record<string, number>>;
}

/** The codes of https://www.twilio.com/docs/iam/test-credentials, all with HTTP 400. */
const MAGIC: ReadonlyMap<string, MagicNumbers> = new Map([
  [
    'Messages',
    {
      from: { '0001': 21212, '0008': 21611, other: 21606 },
      to: { '0001': 21211, '0002': 21612, '0003': 21408, '0004': 21610, '0009': 21614 },
    },
  ],
  [
    'Calls',
    {
      from: { '0001': 21212, other: 21210 },
      to: { '0001': 21217, '0002': 21214, '0003': 21215, '0004': 21216 },
    },
  ],
]);

interface MagicPath {
  readonly accountSid?: string | undefined;
  readonly collection?: string | undefined;
  readonly sid?: string | undefined;
}

/** Answers a POST of test credentials as Twilio documents it; undefined for whatever else a test pair may not do. */
export function answerMagic(
  world: TwilioWorld,
  { method, credentials, form }: TwilioRequest,
  { accountSid, collection = '', sid }: MagicPath,
): Answer | undefined {
  const pair = world.testCredentials.get(credentials?.username ?? '');
  const numbers = MAGIC.get(collection);
  const resource = TELEPHONY.get(collection);
  const isRight = pair !== undefined && pair.authToken === credentials?.password;
  if (!isRight || method !== 'POST' || accountSid !== pair.accountSid || sid !== undefined) {
    return undefined;
  }
  if (numbers === undefined || resource === undefined) return undefined;
  const [from, to] = [form.get('From') ?? '', form.get('To') ?? ''];
  const code = codeFor(numbers, from, to);
  if (code !== undefined) return refuse(400, code);
  const nowMs = world.now();
  const { kind, element, render } = resource;
  const placed = placedNow({
    kind,
    accountSid,
    to,
    from,
    messagingServiceSid: null,
    text: form.get('Body') ?? '',
    createdAtMs: nowMs,
    telephony: world.telephony,
  });
  return { status: 201, element, body: render(placed, nowMs) };
}

function codeFor({ from, to }: MagicNumbers, sender: string, receiver: string): number | undefined {
  const digits = (number: string): string => /^\+1500555(\d{4})$/.exec(number)?.[1] ?? '';
  if (digits(sender) !== '0006') return from[digits(sender)] ?? from.other;
  return to[digits(receiver)];
}
