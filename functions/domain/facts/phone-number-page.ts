import type { JsonObject, TwilioReply } from '../model/ports.ts';

/**
 * True when the reply is a page of `accountSid`'s phone numbers. A key never crosses accounts
 * (facts: API keys, "Other account or subaccount: no"), so such a page proves that the key works and
 * belongs to that account, even when the account has no number: the page names it in its `uri`.
 */
export function isPhoneNumberPageOf(reply: TwilioReply | undefined, accountSid: string): boolean {
  if (reply?.kind !== 'resource') return false;
  const { incoming_phone_numbers: numbers, uri } = reply.body;
  if (!Array.isArray(numbers) || typeof uri !== 'string') return false;
  if (!uri.includes(`/Accounts/${accountSid}/IncomingPhoneNumbers`)) return false;
  return numbers.every((number: unknown) => belongsTo(number, accountSid));
}

function belongsTo(number: unknown, accountSid: string): boolean {
  if (typeof number !== 'object' || number === null) return false;
  return (number as JsonObject)['account_sid'] === accountSid;
}
