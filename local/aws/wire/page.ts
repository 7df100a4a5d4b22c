import { AwsError } from './aws-error.ts';

/** One page of a listing; `nextToken` is absent on the last. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken?: string;
}

/**
 * Cuts a page out of a listing. The token is the offset of the next page.
 *
 * @throws AwsError `InvalidNextTokenException` for a token that this function did not give.
 */
export function page<Item>(
  all: readonly Item[],
  limit: number,
  token: string | undefined,
): Page<Item> {
  if (token !== undefined && !/^\d{1,9}$/.test(token)) {
    throw new AwsError('InvalidNextTokenException', 'The NextToken value is invalid.');
  }
  const start = Number(token ?? 0);
  const end = start + limit;
  const items = all.slice(start, end);
  return end < all.length ? { items, nextToken: String(end) } : { items };
}
