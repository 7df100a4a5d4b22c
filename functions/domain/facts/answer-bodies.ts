import { isAccountSid } from '../credential/sid.ts';
import type { JsonObject, TwilioReply } from '../model/twilio-api.ts';

/**
 * What the judge needs of Twilio's Account resource (OpenAPI api_v2010: every field nullable). Only the
 * SID says whose answer it is; each other member is undefined where the answer has none, and may hold a
 * word that this version does not know.
 */
export interface AccountResource {
  readonly sid: string;
  readonly ownerSid: string | undefined;
  /** `active`, `suspended`, `closed`, or a word of Twilio's to come. */
  readonly status: string | undefined;
  /** `Full`, `Trial`, or a word of Twilio's to come. */
  readonly type: string | undefined;
}

/**
 * The account in a reply, or undefined when the reply is not an Account resource: a 200 with `{}` or
 * with another service's JSON proves nothing.
 */
export function accountResource(reply: TwilioReply | undefined): AccountResource | undefined {
  if (reply?.kind !== 'resource') return undefined;
  const { sid, owner_account_sid: ownerSid, status, type } = reply.body;
  if (!isSid(sid)) return undefined;
  return {
    sid,
    ownerSid: isSid(ownerSid) ? ownerSid : undefined,
    status: wordOf(status),
    type: wordOf(type),
  };
}

/** Twilio serves no credential of such an account; a status that is missing or unknown says nothing. */
export function isInactive({ status }: AccountResource): boolean {
  return status === 'suspended' || status === 'closed';
}

/** The SID of an account. */
export function isSid(value: unknown): value is string {
  return typeof value === 'string' && isAccountSid(value);
}

const WORD = /^[A-Za-z][a-z]{1,15}(?:[_-][a-z]{1,15}){0,2}$/;

/** A value that is quoted in reports: one of another form is an ellipsis, since it may be anything. */
export function wordOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  return WORD.test(value) ? value : '…';
}

/** Where the phone numbers of an account are listed. */
export function phoneNumbersPath(accountSid: string): string {
  return `/2010-04-01/Accounts/${accountSid}/IncomingPhoneNumbers.json`;
}

/**
 * The query of an address, or undefined unless it leads to exactly this path: v2010 gives the addresses in
 * its answers as a path with a query. One with a host, dot segments, encoded or doubled slashes, or in
 * another case is another address, wherever it might lead.
 */
export function queryAt(path: string, uri: unknown): string | undefined {
  if (typeof uri !== 'string') return undefined;
  const [given, ...query] = uri.split('?');
  return given === path ? query.join('?') : undefined;
}

/**
 * True when the reply is a page of `accountSid`'s phone numbers. A key never crosses accounts
 * (an API key works in its own account alone, https://www.twilio.com/docs/iam/api-keys), so such a page proves that the key works and
 * belongs to that account, even when the account has no number: the page names it in its `uri`.
 */
export function isPhoneNumberPageOf(reply: TwilioReply | undefined, accountSid: string): boolean {
  if (reply?.kind !== 'resource') return false;
  const { incoming_phone_numbers: numbers, uri } = reply.body;
  if (!Array.isArray(numbers)) return false;
  if (queryAt(phoneNumbersPath(accountSid), uri) === undefined) return false;
  return numbers.every((number: unknown) => mayBelongTo(number, accountSid));
}

/** The members of a list of JSON objects; undefined where it is anything else, or one of them is. */
export function objectsOf(list: unknown): readonly JsonObject[] | undefined {
  return Array.isArray(list) && list.every(isObject) ? list : undefined;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A number that names no account says nothing against the page; one that names another does. */
function mayBelongTo(number: unknown, accountSid: string): boolean {
  return isObject(number) && (number['account_sid'] ?? accountSid) === accountSid;
}
