import { type Answer, found, type JsonBody, refuse } from './answer.ts';
import type { TwilioRequest } from './twilio-request.ts';

/** A whole list, of which a request sees one page. `key` is the property that holds the items. */
export interface Listing {
  readonly key: string;
  readonly items: readonly JsonBody[];
}

interface Page {
  readonly index: number;
  readonly size: number;
  readonly items: readonly JsonBody[];
  readonly links: { readonly own: string; readonly first: string; readonly next: string | null };
  readonly previous: string | null;
}

const DEFAULT_PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 1000;

/** One page in the shape of v2010: paging properties beside the items, links as relative URIs. */
export function answerV2010Page(request: TwilioRequest, listing: Listing): Answer {
  const page = cutPage(request, listing);
  if (page === undefined) return refuse(400, 20007);
  const start = page.index * page.size;
  return found('Page', {
    [listing.key]: page.items,
    page: page.index,
    page_size: page.size,
    start,
    end: start + Math.max(page.items.length - 1, 0),
    uri: page.links.own,
    first_page_uri: page.links.first,
    next_page_uri: page.links.next,
    previous_page_uri: page.previous,
  });
}

/** One page in the shape of the product APIs: a `meta` object with absolute URLs. */
export function answerProductPage(request: TwilioRequest, listing: Listing): Answer {
  const page = cutPage(request, listing);
  if (page === undefined) return refuse(400, 20007);
  const origin = `https://${request.host}`;
  const absolute = (uri: string | null): string | null => (uri === null ? null : origin + uri);
  return found('Page', {
    [listing.key]: page.items,
    meta: {
      page: page.index,
      page_size: page.size,
      first_page_url: absolute(page.links.first),
      previous_page_url: absolute(page.previous),
      url: absolute(page.links.own),
      next_page_url: absolute(page.links.next),
      key: listing.key,
    },
  });
}

/** `undefined` when the page size is above Twilio's limit. */
function cutPage(request: TwilioRequest, { items }: Listing): Page | undefined {
  const size = readCount(request, 'PageSize') || DEFAULT_PAGE_SIZE;
  if (size > MAX_PAGE_SIZE) return undefined;
  const index = readCount(request, 'Page');
  const start = index * size;
  const onPage = items.slice(start, start + size);
  const hasMore = start + size < items.length;
  const token = `PA${String(onPage.at(-1)?.['sid'] ?? '')}`;
  return {
    index,
    size,
    items: onPage,
    links: {
      own: pageUri(request, { size, index }),
      first: pageUri(request, { size, index: 0 }),
      next: hasMore ? pageUri(request, { size, index: index + 1, token }) : null,
    },
    previous: index === 0 ? null : pageUri(request, { size, index: index - 1 }),
  };
}

/** The request's own path and filters, with another page. */
function pageUri(
  request: TwilioRequest,
  page: { readonly size: number; readonly index: number; readonly token?: string },
): string {
  const query = new URLSearchParams(request.query);
  query.delete('PageToken');
  query.set('PageSize', String(page.size));
  query.set('Page', String(page.index));
  if (page.token !== undefined) query.set('PageToken', page.token);
  return `${request.path}?${query}`;
}

function readCount(request: TwilioRequest, name: string): number {
  const text = request.query.get(name) ?? '';
  return /^[0-9]{1,6}$/.test(text) ? Number(text) : 0;
}
