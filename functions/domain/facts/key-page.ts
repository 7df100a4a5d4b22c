import { isApiKeySid } from '../credential/sid.ts';
import type { KeyListing, ListedKey } from '../model/audit-evidence.ts';
import type { Evidence } from '../model/evidence.ts';
import type { EnvironmentExpectation } from '../model/expectation.ts';
import type { TwilioReply } from '../model/twilio-api.ts';
import { RFC_2822_DATE } from '../text/rfc-2822-date.ts';
import { queryAt } from './answer-bodies.ts';
import { describeUnproven } from './describe-reply.ts';
import { type NextPage, nextPage } from './next-page.ts';

/** One page, and what follows: nothing, a page of the same list, or something that is neither. */
export interface KeyPage {
  readonly keys: readonly ListedKey[];
  readonly next: NextPage;
}

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
  return { keys: listed, next: nextPage(next, keysPath(accountSid)) };
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
  if (typeof value !== 'string' || !RFC_2822_DATE.test(value)) return undefined;
  const timeMs = Date.parse(value);
  return Number.isNaN(timeMs) ? undefined : new Date(timeMs).toISOString();
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
