import type { Probes } from '../model/evidence.ts';
import type { DeclaredPhoneNumber, EnvironmentExpectation } from '../model/expectation.ts';
import type { JsonObject, TwilioReply } from '../model/twilio-api.ts';
import { isPhoneNumberPageOf, phoneNumbersPath, queryAt } from './answer-bodies.ts';

/** The numbers that are declared. */
export function declaredNumbers({
  resources,
}: EnvironmentExpectation): readonly DeclaredPhoneNumber[] {
  return resources?.phoneNumbers ?? [];
}

/** A phone number with its SID (`PN…`), where an answer shows it. */
export interface ShownNumber {
  readonly number: string;
  readonly sid: string | undefined;
}

/** The phone numbers among the entries of a list: of senders, or of the account's numbers. */
export function shownNumbers(entries: readonly JsonObject[]): readonly ShownNumber[] {
  return entries.flatMap(({ phone_number: number, sid }) =>
    typeof number === 'string' ? [{ number, sid: typeof sid === 'string' ? sid : undefined }] : [],
  );
}

interface OpenPage {
  /** Its place in the list; the token that Twilio gives for it is in no text. */
  readonly subject: string;
  readonly query: Readonly<Record<string, string>>;
}

/** The entries of `accountSid`'s number list so far, and whether that is all of it. */
export interface NumberList {
  readonly entries: readonly JsonObject[];
  /** The page that was not read, or the reply that is no page of this account. */
  readonly open?: OpenPage | { readonly reply: TwilioReply } | undefined;
}

/** Follows the pages from the first one as far as they were read; undefined where none was asked for. */
export function numberList(
  expectation: EnvironmentExpectation,
  probes: Probes,
): NumberList | undefined {
  const entries: JsonObject[] = [];
  const seen = new Set<string>();
  for (let reply = probes['phone-numbers']; reply !== undefined; ) {
    const { entries: more, next } = pageOf(reply, expectation.account.sid);
    entries.push(...more);
    if (next === undefined || hasAll(entries, expectation)) return { entries };
    // An address that leads elsewhere, or round in a circle, is no end of the list.
    if (next === 'elsewhere' || seen.has(next)) return { entries, open: { reply } };
    seen.add(next);
    const subject = `page ${seen.size + 1} of the phone numbers`;
    reply = probes.resource?.[subject];
    if (reply === undefined) {
      return { entries, open: { subject, query: Object.fromEntries(new URLSearchParams(next)) } };
    }
  }
  return undefined;
}

interface Page {
  readonly entries: readonly JsonObject[];
  /** The query of the next page; undefined on the last. */
  readonly next: string | undefined;
}

/** Members that Twilio puts into the address of a page, and no other. */
const NEXT_PAGE =
  /^(?:(?:Page|PageSize|PageToken|PhoneNumber)=[A-Za-z0-9%+*._-]{1,80}(?:&(?!$)|$)){1,4}$/;

/** One page of the account's numbers; an empty one that goes on elsewhere where the reply is anything else. */
function pageOf(reply: TwilioReply, accountSid: string): Page {
  if (reply.kind !== 'resource' || !isPhoneNumberPageOf(reply, accountSid)) {
    return { entries: [], next: 'elsewhere' };
  }
  const entries = reply.body['incoming_phone_numbers'] as readonly JsonObject[];
  const uri = reply.body['next_page_uri'] ?? '';
  if (uri === '') return { entries, next: undefined };
  const path = phoneNumbersPath(accountSid);
  const query = queryAt(path, uri);
  return { entries, next: query !== undefined && NEXT_PAGE.test(query) ? query : 'elsewhere' };
}

function hasAll(entries: readonly JsonObject[], expectation: EnvironmentExpectation): boolean {
  const found = new Set(entries.map((entry) => entry['phone_number']));
  return declaredNumbers(expectation).every(({ number }) => found.has(number));
}
