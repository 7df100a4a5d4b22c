import { isAccountSid } from '../credential/sid.ts';
import type { AccountStatus, AccountType } from '../model/expectation.ts';
import type { JsonObject, TwilioReply } from '../model/ports.ts';

/** What the judge needs of Twilio's Account resource (OpenAPI api_v2010: every field nullable). */
export interface AccountResource {
  readonly sid: string;
  readonly ownerSid: string;
  readonly status: AccountStatus;
  readonly type: AccountType;
}

const STATUSES: readonly string[] = ['active', 'suspended', 'closed'];
const TYPES: readonly string[] = ['Full', 'Trial'];

/**
 * The account in a reply, or undefined when the reply is not an Account resource: a 200 with `{}` or
 * with another service's JSON proves nothing.
 */
export function accountResource(reply: TwilioReply | undefined): AccountResource | undefined {
  if (reply?.kind !== 'resource') return undefined;
  const { sid, owner_account_sid: ownerSid, status, type } = reply.body;
  if (!isSid(sid) || !isSid(ownerSid)) return undefined;
  if (!isOneOf<AccountStatus>(status, STATUSES) || !isOneOf<AccountType>(type, TYPES)) {
    return undefined;
  }
  return { sid, ownerSid, status, type };
}

function isSid(value: unknown): value is string {
  return typeof value === 'string' && isAccountSid(value);
}

function isOneOf<T extends string>(value: unknown, allowed: readonly string[]): value is T {
  return typeof value === 'string' && allowed.includes(value);
}

/**
 * True when the reply is a page of `accountSid`'s phone numbers. A key never crosses accounts
 * (an API key works in its own account alone, https://www.twilio.com/docs/iam/api-keys), so such a page proves that the key works and
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
