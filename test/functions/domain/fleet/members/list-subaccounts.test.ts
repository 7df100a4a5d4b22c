import { describe, expect, it } from 'vitest';
import { listSubaccounts } from '../../../../../functions/domain/fleet/members/list-subaccounts.ts';
import { Redacted } from '../../../../../functions/domain/model/redacted.ts';
import type {
  TwilioQuestion,
  TwilioReply,
} from '../../../../../functions/domain/model/twilio-api.ts';
import type { ListedAccount } from '../../../../../functions/domain/questions/account-list.ts';
import { ACCOUNTS, FOREIGN_SID } from '../../accounts.ts';
import { TOKEN } from '../../credential/samples.ts';
import { accountReply, DENIED, resource } from '../../twilio-replies.ts';

const { parent, development, staging, production } = ACCOUNTS;
const PATH = '/2010-04-01/Accounts.json';
const SECOND = `${PATH}?PageSize=1000&Page=1&PageToken=PA1`;

function page(sids: readonly string[], next: unknown = null): TwilioReply {
  return resource({ accounts: sids.map((sid) => accountReply(sid).body), next_page_uri: next });
}

interface Listing {
  readonly asked: readonly TwilioQuestion[];
  readonly listed: Promise<readonly ListedAccount[]>;
}

/** The listing of a Twilio that gives these pages, in this order. */
function list(...pages: readonly TwilioReply[]): Listing {
  const asked: TwilioQuestion[] = [];
  const ask = async (question: TwilioQuestion): Promise<TwilioReply> => {
    const reply = pages[asked.length];
    asked.push(question);
    if (reply === undefined) throw new Error('there is no such page');
    return reply;
  };
  const auditor = { username: parent, password: new Redacted(TOKEN) };
  return { asked, listed: listSubaccounts({ parentSid: parent, auditor, ask }) };
}

describe('the subaccounts of an account', () => {
  it('are read page by page, without the account itself and each once', async () => {
    const closed = accountReply(staging, { status: 'closed' }).body;
    const last = resource({ accounts: [accountReply(development).body, closed] });
    const { asked, listed } = list(page([development, parent], SECOND), last);
    expect((await listed).map(({ sid, status }) => [sid, status])).toEqual([
      [development, 'active'],
      [staging, 'closed'],
    ]);
    expect(asked.map(({ path, query }) => [path, query])).toEqual([
      [PATH, { PageSize: '1000' }],
      [PATH, { PageSize: '1000', Page: '1', PageToken: 'PA1' }],
    ]);
  });

  it('may be none', async () => {
    expect(await list(page([parent])).listed).toEqual([]);
  });

  const INCOMPLETE: readonly (readonly [string, readonly TwilioReply[], string | RegExp])[] = [
    ['Twilio refuses a page', [page([parent], SECOND), DENIED], /GET https:.*HTTP 401, code 20003/],
    ['a page is no list', [resource({ accounts: 'none' })], 'not the expected resource'],
    [
      'an entry is no account',
      [resource({ accounts: [accountReply(parent).body, { sid: 'SK' }] })],
      'an entry of the list is no account',
    ],
    [
      'the next page is of another list',
      [page([parent], '/2010-04-01/Keys.json?Page=1')],
      'Twilio named a next page that is not of this list',
    ],
    [
      'the pages go round in a circle',
      [page([parent, production], SECOND), page([production], SECOND)],
      'a page brought no account that was new',
    ],
  ];
  it.each(INCOMPLETE)('are not taken as all of them where %s', async (_name, pages, reason) => {
    const { asked, listed } = list(...pages);
    await expect(listed).rejects.toMatchObject({ code: 'fleet.unavailable', fault: 'service' });
    await expect(listed).rejects.toThrow('The subaccounts could not be listed to the end: ');
    await expect(listed).rejects.toThrow(reason);
    expect(asked).toHaveLength(pages.length);
  });

  const foreign = accountReply(production, { owner_account_sid: FOREIGN_SID }).body;
  it.each([
    ['another account', resource({ accounts: [foreign] }), `lists ${FOREIGN_SID}, not`],
    [
      'a second parent',
      resource({ accounts: [accountReply(parent).body, foreign] }),
      `lists ${FOREIGN_SID}, not`,
    ],
    ['a subaccount, which sees only itself', page([production]), 'lists other accounts, not'],
  ])('are not listed with the credential of %s', async (_name, reply, said) => {
    const { listed } = list(reply);
    await expect(listed).rejects.toMatchObject({
      code: 'fleet.members-invalid',
      fault: 'operator',
    });
    await expect(listed).rejects.toThrow(
      `${said} the subaccounts of ${parent}: give it a Main key`,
    );
  });
});
