import { expect, it } from 'vitest';
import { Redacted } from '../../../../../functions/domain/model/redacted.ts';
import type {
  TwilioQuestion,
  TwilioReply,
} from '../../../../../functions/domain/model/twilio-api.ts';
import {
  type KeyList,
  listKeys,
} from '../../../../../functions/domain/questions/keys/list-keys.ts';
import { ACCOUNTS } from '../../accounts.ts';
import { DENIED, noAnswer, resource } from '../../twilio-replies.ts';
import { keySid, keysPage } from '../../verification/audit/keys-replies.ts';

const SID = ACCOUNTS.production;
const ASKER = {
  credential: { username: ACCOUNTS.parent, password: new Redacted('x') },
  region: 'us1',
} as const;

/** Lists from pages in order; the last one is given again and again. */
async function list(
  pages: (index: number) => TwilioReply,
): Promise<{ readonly list: KeyList; readonly asked: readonly TwilioQuestion[] }> {
  const asked: TwilioQuestion[] = [];
  const found = await listKeys(SID, ASKER, async (question) => {
    asked.push(question);
    return pages(asked.length - 1);
  });
  return { list: found, asked };
}

it('asks for one page where there is one', async () => {
  const { list: found, asked } = await list(() => keysPage(SID, [{ sid: keySid(1) }]));
  expect(found).toEqual({ outcome: 'listed', keys: [{ sid: keySid(1) }] });
  expect(asked.map(({ path, query }) => ({ path, query }))).toEqual([
    { path: `/2010-04-01/Accounts/${SID}/Keys.json`, query: { PageSize: '200' } },
  ]);
});

it('goes from page to page as Twilio says, and counts a key once', async () => {
  const { list: found, asked } = await list((index) =>
    keysPage(
      SID,
      [{ sid: keySid(index) }, { sid: keySid(index + 1) }],
      index < 2 ? index + 1 : undefined,
    ),
  );
  expect(found).toEqual({
    outcome: 'listed',
    keys: [0, 1, 2, 3].map((number) => ({ sid: keySid(number) })),
  });
  expect(asked.map(({ query }) => query?.['Page'])).toEqual([undefined, '1', '2']);
  expect(new Set(asked.map(({ path, credential }) => `${credential.username} ${path}`)).size).toBe(
    1,
  );
});

it('gives the refusal of a first page', async () => {
  expect((await list(() => DENIED)).list).toEqual({ outcome: 'refused', reply: DENIED });
});

it.each([
  [
    'a later page is no answer',
    (index: number) => (index === 0 ? keysPage(SID, [{ sid: keySid(0) }], 1) : noAnswer('timeout')),
    'page 2: no answer from Twilio: timeout after 3 attempts',
    2,
  ],
  [
    'a later page is of something else',
    (index: number) => (index === 0 ? keysPage(SID, [{ sid: keySid(0) }], 1) : resource({})),
    'page 2: Twilio answered HTTP 200 with JSON that is not the expected resource',
    2,
  ],
  [
    'the pages turn in a circle',
    () => keysPage(SID, [{ sid: keySid(0) }], 1),
    'page 2 brought no key that was new',
    2,
  ],
  [
    'a page leads elsewhere',
    () =>
      resource({ keys: [], uri: `/2010-04-01/Accounts/${SID}/Keys.json`, next_page_uri: '//x' }),
    'Twilio named a next page that is not of this list',
    1,
  ],
  [
    'there is no end',
    (index: number) => keysPage(SID, [{ sid: keySid(index) }], index + 1),
    'the account has more than 4000 keys',
    20,
  ],
])('says why the list has no end where %s', async (...row) => {
  const [, pages, missing, questions] = row;
  const { list: found, asked } = await list(pages);
  expect(found).toMatchObject({ outcome: 'listed', missing });
  expect(asked).toHaveLength(questions);
});
