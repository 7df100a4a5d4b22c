import { type Answer, found, type JsonBody, refuseNotFound } from './answer.ts';
import { type Call, refuseForeignAccount, refuseMissingPermission } from './authorize.ts';
import type { Listing } from './paging.ts';

/** One kind of resource that can be listed and fetched. */
export interface Collection {
  /** XML element of one resource. */
  readonly element: string;
  /** Property that holds the items of a page. */
  readonly key: string;
  /** Permission without its action: `/twilio/phone-numbers/active-numbers`. */
  readonly permission: string;
  readonly manages: boolean;
  /** All of one account, each with a `sid`. */
  list(call: Call, accountSid: string): readonly JsonBody[];
}

/** What a request wants of a collection; no `sid` means a page of it. */
export interface CollectionQuestion {
  readonly collection: Collection;
  readonly accountSid: string;
  readonly sid?: string | undefined;
}

/** Answers a page (shaped by `toPage`) or one resource, after both authorization questions. */
export function answerCollection(
  call: Call,
  question: CollectionQuestion,
  toPage: (request: Call['request'], listing: Listing) => Answer,
): Answer {
  const { collection, accountSid, sid } = question;
  const name = `${collection.permission}/${sid === undefined ? 'list' : 'read'}`;
  const refusal =
    refuseForeignAccount(call, accountSid) ??
    refuseMissingPermission(call, { name, manages: collection.manages });
  if (refusal !== undefined) return refusal;
  const items = collection.list(call, accountSid);
  if (sid === undefined) return toPage(call.request, { key: collection.key, items });
  const resource = items.find((item) => item['sid'] === sid);
  return resource === undefined
    ? refuseNotFound(call.request.path)
    : found(collection.element, resource);
}

/** The values of `records` that belong to `accountSid`. */
export function ownedBy<T extends { readonly accountSid: string }>(
  records: ReadonlyMap<string, T>,
  accountSid: string,
): readonly T[] {
  return [...records.values()].filter((record) => record.accountSid === accountSid);
}
