import type { Probes } from '../model/evidence.ts';
import type { EnvironmentExpectation } from '../model/expectation.ts';
import type { TwilioReply } from '../model/ports.ts';
import { isPhoneNumberPageOf, phoneNumbersPath, queryAt } from './twilio-resources.ts';

/** A phone number with its SID (`PN…`), where an answer shows it. */
export interface ShownNumber {
  readonly number: string;
  readonly sid: string | undefined;
}

/** The phone numbers among the entries of a list: of senders, or of the account's numbers. */
export function shownNumbers(entries: readonly unknown[]): readonly ShownNumber[] {
  return entries.flatMap((entry) => {
    if (typeof entry !== 'object' || entry === null) return [];
    const { phone_number: number, sid } = entry as Readonly<Record<string, unknown>>;
    if (typeof number !== 'string') return [];
    return [{ number, sid: typeof sid === 'string' ? sid : undefined }];
  });
}

interface OpenPage {
  readonly subject: string;
  readonly query: Readonly<Record<string, string>>;
}

interface OpenPage {
  readonly subject: string;
  readonly query: Readonly<Record<string, string>>;
}

/** The phone numbers in a list of senders. */
export function phoneNumbersOf(senders: readonly unknown[]): readonly string[] {
  return senders.flatMap((entry) => {
    const isEntry = typeof entry === 'object' && entry !== null && 'phone_number' in entry;
    const number = isEntry ? entry.phone_number : undefined;
    return typeof number === 'string' ? [number] : [];
  });
}

/** The entries of `accountSid`'s number list so far, and whether that is all of it. */
export interface NumberList {
  readonly entries: readonly Readonly<Record<string, unknown>>[];
  /** The page that was not read, or the reply that is no page of this account. */
  readonly open?: OpenPage | { readonly reply: TwilioReply } | undefined;
}

type Entry = NumberList['entries'][number];

/** Follows the pages from the first one as far as they were read; undefined where none was asked for. */
export function numberList(
  expectation: EnvironmentExpectation,
  probes: Probes,
): NumberList | undefined {
  const entries: Entry[] = [];
  const seen = new Set<string>();
  for (let reply = probes['phone-numbers']; reply !== undefined; ) {
    const { entries: more, next } = pageOf(reply, expectation.account.sid);
    entries.push(...more);
    if (next === undefined || hasAll(entries, expectation)) return { entries };
    // An address that leads nowhere else, or round in a circle, is no end of the list.
    if (next === 'elsewhere' || seen.has(next.subject)) return { entries, open: { reply } };
    seen.add(next.subject);
    reply = probes.resource?.[next.subject];
    if (reply === undefined) return { entries, open: next };
  }
  return undefined;
}

interface Page {
  readonly entries: readonly Entry[];
  /** Undefined on the last page. */
  readonly next: OpenPage | 'elsewhere' | undefined;
}

/** One page of the account's numbers; an empty one that goes on elsewhere where the reply is anything else. */
function pageOf(reply: TwilioReply, accountSid: string): Page {
  if (reply.kind !== 'resource' || !isPhoneNumberPageOf(reply, accountSid)) {
    return { entries: [], next: 'elsewhere' };
  }
  const entries = reply.body['incoming_phone_numbers'] as readonly Entry[];
  const uri = reply.body['next_page_uri'] ?? '';
  if (uri === '') return { entries, next: undefined };
  const path = phoneNumbersPath(accountSid);
  const query = queryAt(path, uri);
  if (query === undefined) return { entries, next: 'elsewhere' };
  const subject = `${path}?${query}`;
  return {
    entries,
    next: { subject, query: Object.fromEntries(new URLSearchParams(query)) },
  };
}

function hasAll(entries: readonly Entry[], { resources }: EnvironmentExpectation): boolean {
  const found = new Set(entries.map((entry) => entry['phone_number']));
  return (resources?.phoneNumbers ?? []).every(({ number }) => found.has(number));
}
