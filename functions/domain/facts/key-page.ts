import { isApiKeySid } from '../credential/sid.ts';
import type { KeyListing, ListedKey } from '../model/audit-evidence.ts';
import type { Evidence } from '../model/evidence.ts';
import type { EnvironmentExpectation } from '../model/expectation.ts';
import type { TwilioReply } from '../model/twilio-api.ts';
import { queryAt } from './answer-bodies.ts';
import { describeUnproven } from './describe-reply.ts';

/** What of a next page's address is taken over: nothing but its place in the list. */
export type KeyPageQuery = Readonly<Record<string, string>>;

/** One page, and what follows: nothing, a page of the same list, or something that is neither. */
export interface KeyPage {
  readonly keys: readonly ListedKey[];
  readonly next: KeyPageQuery | 'none' | 'unusable';
}

const PAGE_PARAMETERS: readonly string[] = ['PageSize', 'Page', 'PageToken'];

/** RFC 2822, as v2010 writes dates: `Thu, 30 Jul 2015 20:00:00 +0000`. */
const DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}$/;

/** Where the keys of an account are listed. */
export function keysPath(accountSid: string): string {
  return `/2010-04-01/Accounts/${accountSid}/Keys.json`;
}

/**
 * The page in a reply, or undefined when the reply is no page of this account's keys: a 200 with
 * another body proves nothing. A page names its account in its own `uri` only.
 */
export function keyPage(reply: TwilioReply, accountSid: string): KeyPage | undefined {
  if (reply.kind !== 'resource') return undefined;
  const { keys, uri, next_page_uri: next } = reply.body;
  if (!Array.isArray(keys) || queryAt(keysPath(accountSid), uri) === undefined) return undefined;
  const listed = keys.map(listedKey).filter((key) => key !== undefined);
  if (listed.length < keys.length) return undefined;
  return { keys: listed, next: nextQuery(next, accountSid) };
}

function listedKey(item: unknown): ListedKey | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const {
    sid,
    friendly_name: label,
    date_created: created,
    date_updated: updated,
  } = item as {
    readonly [name: string]: unknown;
  };
  if (typeof sid !== 'string' || !isApiKeySid(sid)) return undefined;
  const createdAt = dateOf(created);
  const updatedAt = dateOf(updated);
  return {
    sid,
    ...(typeof label === 'string' && label !== '' ? { label } : {}),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
  };
}

function dateOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || !DATE.test(value)) return undefined;
  const timeMs = Date.parse(value);
  return Number.isNaN(timeMs) ? undefined : new Date(timeMs).toISOString();
}

/**
 * The address itself is never followed, since the credential would go where it leads: path and host
 * stay ours, and only the place in the list is read from it.
 */
function nextQuery(uri: unknown, accountSid: string): KeyPage['next'] {
  if (uri === null || uri === undefined || uri === '') return 'none';
  const query: Record<string, string> = {};
  for (const part of queryAt(keysPath(accountSid), uri)?.split('&') ?? []) {
    const [name = '', value = ''] = part.split('=');
    if (PAGE_PARAMETERS.includes(name) && /^[\w.~-]{1,200}$/.test(value)) query[name] = value;
  }
  return 'Page' in query || 'PageToken' in query ? query : 'unusable';
}

/**
 * The keys of the account as they were seen: all of them by the key audit, one page of them by a gate,
 * whose `missing` then says that more were not asked for.
 */
export function keyListing({ audit, probes, auditor, expectation }: Evidence): KeyListing {
  if (audit !== undefined) return audit.listing;
  const reply = probes['audited-keys'];
  if (reply === undefined) return { outcome: 'not-asked', reason: whyNotAsked(auditor) };
  const { durationMs } = reply;
  const asker = 'the auditor';
  const page = keyPage(reply, expectation.account.sid);
  if (page === undefined) {
    return { outcome: 'failed', reason: `${asker}: ${describeUnproven(reply)}`, durationMs };
  }
  const list = { outcome: 'listed', keys: page.keys, asker, durationMs } as const;
  return page.next === 'none'
    ? list
    : { ...list, missing: 'the gate reads one page: the key audit reads all' };
}

function whyNotAsked(auditor: Evidence['auditor']): string {
  return auditor.state === 'unusable'
    ? `the auditor credential cannot be used: ${auditor.reason}`
    : 'no credential was found whose key could be looked up';
}

/**
 * Whether the gate looks at how the key is kept: only where the configuration declares its age or label,
 * since that is one more question; and in us1 only, where the auditor can see the keys. An Auth Token
 * has neither.
 */
export function auditsKey({ credential, twilioRegion }: EnvironmentExpectation): boolean {
  const { kind, maxAgeDays, labelPrefix } = credential;
  const isDeclared = maxAgeDays !== undefined || labelPrefix !== undefined;
  return isDeclared && kind === 'api-key' && twilioRegion === 'us1';
}
