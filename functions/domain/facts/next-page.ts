import { queryAt } from './answer-bodies.ts';

/** What of a next page's address is taken over: nothing but its place in the list. */
export type PageQuery = Readonly<Record<string, string>>;

/** What follows a page: nothing, a page of the same list, or something that is neither. */
export type NextPage = PageQuery | 'none' | 'unusable';

const PAGE_PARAMETERS: readonly string[] = ['PageSize', 'Page', 'PageToken'];

/**
 * The page that `next_page_uri` names of the list at `path`. The address itself is never followed, since the
 * credential would go where it leads: path and host stay ours, and only the place in the list is read from it.
 */
export function nextPage(uri: unknown, path: string): NextPage {
  if (uri === null || uri === undefined || uri === '') return 'none';
  const query: Record<string, string> = {};
  for (const part of queryAt(path, uri)?.split('&') ?? []) {
    const [name = '', value = ''] = part.split('=');
    if (PAGE_PARAMETERS.includes(name) && /^[\w.~-]{1,200}$/.test(value)) query[name] = value;
  }
  return 'Page' in query || 'PageToken' in query ? query : 'unusable';
}
