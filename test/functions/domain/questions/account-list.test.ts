import { expect, it } from 'vitest';
import { accountListing } from '../../../../functions/domain/questions/account-list.ts';
import { resource } from '../twilio-replies.ts';

const SID = 'ACdfb5b35a454c6996821c13b13e6f33ed';
const PARENT = 'AC68e4b453df2939a44b2a91959935a304';
const ACCOUNT = { sid: SID, owner_account_sid: PARENT, type: 'Full', status: 'active' };

it('takes accounts as Twilio lists them, and no entry without its SIDs', () => {
  const accounts = [
    { ...ACCOUNT, friendly_name: `  Prod\u001b[31m ${'x'.repeat(99)}` },
    { ...ACCOUNT, type: 'Other', status: 'suspended', friendly_name: 7 },
    { ...ACCOUNT, sid: 'SKdfb5b35a454c6996821c13b13e6f33ed' },
    { sid: SID },
    null,
    'AC',
  ];
  expect(accountListing(resource({ accounts, next_page_uri: null }))).toEqual({
    accounts: [
      {
        sid: SID,
        parentSid: PARENT,
        type: 'Full',
        friendlyName: `Prod ${'x'.repeat(55)}`,
        status: 'active',
      },
      { sid: SID, parentSid: PARENT, type: undefined, friendlyName: '', status: 'suspended' },
    ],
    problem: undefined,
  });
});

it('says that there are more than one page of them, and of an answer that is no list', () => {
  const more = accountListing(resource({ accounts: [ACCOUNT], next_page_uri: '/2010-04-01/x' }));
  expect(more.problem).toBe('Twilio has more than 1000');
  expect(accountListing(resource({ accounts: 'none' }))).toMatchObject({
    accounts: [],
    problem: expect.stringMatching(/^GET https:\/\/api\.twilio\.com\/.*not the expected resource$/),
  });
});
