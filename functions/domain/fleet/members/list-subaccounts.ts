import { describeUnproven } from '../../facts/describe-reply.ts';
import type { NextPage, PageQuery } from '../../facts/next-page.ts';
import { PreflightError } from '../../model/preflight-error.ts';
import type { BasicCredential, TwilioQuestion, TwilioReply } from '../../model/twilio-api.ts';
import { accountPage, accountsQuestion, type ListedAccount } from '../../questions/account-list.ts';

/** Whose subaccounts are listed, and as whom. */
export interface SubaccountsQuery {
  readonly parentSid: string;
  readonly auditor: BasicCredential;
  readonly ask: (question: TwilioQuestion) => Promise<TwilioReply>;
}

/**
 * Every subaccount of an account, page by page, closed ones too. Throws `PreflightError` `fleet.unavailable`
 * where the list does not come to its end, and `fleet.members-invalid` where the auditor's account is another one.
 */
export async function listSubaccounts({
  parentSid,
  auditor,
  ask,
}: SubaccountsQuery): Promise<readonly ListedAccount[]> {
  const accounts = new Map<string, ListedAccount>();
  let query: PageQuery | undefined;
  do {
    const reply = await ask(accountsQuestion(auditor, query));
    const page = accountPage(reply);
    if (page === undefined) throw incomplete(`${reply.request}: ${describeUnproven(reply)}`);
    if (!page.isWhole) throw incomplete('an entry of the list is no account');
    const known = accounts.size;
    for (const account of page.accounts) accounts.set(account.sid, account);
    query = following(page.next, accounts.size > known);
  } while (query !== undefined);
  const subaccounts = [...accounts.values()].filter(({ sid }) => sid !== parentSid);
  const strange = subaccounts.find((account) => account.parentSid !== parentSid);
  if (strange === undefined && accounts.has(parentSid)) return subaccounts;
  throw new PreflightError(
    `The auditor's credential lists ${strange?.parentSid ?? 'other accounts'}, not the subaccounts of ${parentSid}: give it a Main key or the Auth Token of ${parentSid}`,
    { code: 'fleet.members-invalid', fault: 'operator' },
  );
}

function following(next: NextPage, broughtNew: boolean): PageQuery | undefined {
  if (next === 'none') return undefined;
  if (next === 'unusable') throw incomplete('Twilio named a next page that is not of this list');
  if (!broughtNew) throw incomplete('a page brought no account that was new');
  return next;
}

function incomplete(reason: string): PreflightError {
  return new PreflightError(`The subaccounts could not be listed to the end: ${reason}`, {
    code: 'fleet.unavailable',
    fault: 'service',
  });
}
