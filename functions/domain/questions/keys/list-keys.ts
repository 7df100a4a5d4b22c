import { describeUnproven } from '../../facts/describe-reply.ts';
import { type KeyPage, keyPage } from '../../facts/key-page.ts';
import type { PageQuery } from '../../facts/next-page.ts';
import type { ListedKey } from '../../model/audit-evidence.ts';
import type { TwilioQuestion, TwilioReply } from '../../model/twilio-api.ts';
import { type Asker, KEYS_PER_PAGE, keysQuestion } from '../twilio-questions.ts';

/** More pages than any account's keys fill; what lies behind them is missing, and said to be. */
export const MOST_KEY_PAGES = 20;

/** What one credential got to see of an account's keys. */
export type KeyList =
  | {
      readonly outcome: 'listed';
      readonly keys: readonly ListedKey[];
      /** Why the list does not end here; absent where it is complete. */
      readonly missing?: string;
    }
  /** Not even a first page. */
  | { readonly outcome: 'refused'; readonly reply: TwilioReply };

/** One page further: what it brought, and where the list goes on or why it ends. */
type Step =
  | { readonly more: PageQuery }
  | { readonly end: 'complete' }
  | { readonly end: 'missing'; readonly missing: string };

/**
 * Lists the API keys of an account page by page, at most {@link MOST_KEY_PAGES} of 200. Ends early, and
 * says so, at a page that cannot be read, leads elsewhere or brings nothing new. A key that two pages
 * show is one.
 */
export async function listKeys(
  accountSid: string,
  asker: Asker,
  ask: (question: TwilioQuestion) => Promise<TwilioReply>,
): Promise<KeyList> {
  const keys = new Map<string, ListedKey>();
  let query: PageQuery | undefined;
  for (let number = 1; number <= MOST_KEY_PAGES; number += 1) {
    const reply = await ask(keysQuestion(accountSid, asker, query));
    const page = keyPage(reply, accountSid);
    if (page === undefined && number === 1) return { outcome: 'refused', reply };
    const step =
      page === undefined
        ? ({ end: 'missing', missing: `page ${number}: ${describeUnproven(reply)}` } as const)
        : takePage(page, keys, number);
    if ('end' in step) return ended(keys, step);
    query = step.more;
  }
  const most = MOST_KEY_PAGES * KEYS_PER_PAGE;
  return ended(keys, { end: 'missing', missing: `the account has more than ${most} keys` });
}

/** Adds the page's keys to those that are known. */
function takePage(page: KeyPage, keys: Map<string, ListedKey>, number: number): Step {
  const known = keys.size;
  for (const key of page.keys) keys.set(key.sid, key);
  if (page.next === 'none') return { end: 'complete' };
  if (page.next === 'unusable') {
    return { end: 'missing', missing: 'Twilio named a next page that is not of this list' };
  }
  if (keys.size === known) {
    return { end: 'missing', missing: `page ${number} brought no key that was new` };
  }
  return { more: page.next };
}

function ended(
  keys: ReadonlyMap<string, ListedKey>,
  step: Exclude<Step, { readonly more: PageQuery }>,
): KeyList {
  const list = { outcome: 'listed', keys: [...keys.values()] } as const;
  return step.end === 'complete' ? list : { ...list, missing: step.missing };
}
