import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAccount } from '../../../local/twilio/world/accounts.ts';
import { addApplication, addPhoneNumber } from '../../../local/twilio/world/resources.ts';
import { ask } from './ask.ts';
import {
  type CredentialName,
  type Pair,
  type PopulatedTwilio,
  startPopulatedTwilio,
  tokenPair,
} from './populated-world.ts';

let populated: PopulatedTwilio;
let accountPath: string;

beforeAll(async () => {
  populated = await startPopulatedTwilio();
  accountPath = `/2010-04-01/Accounts/${populated.child.sid}`;
});
afterAll(() => populated.twilio.close());

describe('the account resource', () => {
  it.each<[CredentialName, 'in clear' | 'blank']>([
    ['child token', 'in clear'],
    ['parent token', 'in clear'],
    ['child main key', 'in clear'],
    ['parent main key', 'blank'],
  ])('shows the Auth Token of a subaccount to a %s: %s', async (name, shown) => {
    const { child, parent, twilio, credentials } = populated;
    const answer = await ask(twilio, `${accountPath}.json`, { as: credentials[name] });
    const token = shown === 'blank' ? '' : child.authTokens.us1.primary;
    expect(answer.body).toMatchObject({
      sid: child.sid,
      owner_account_sid: parent.sid,
      status: 'active',
      type: 'Full',
      auth_token: token,
    });
  });

  it('is owned by itself at the top level', async () => {
    const { parent, twilio, credentials } = populated;
    const path = `/2010-04-01/Accounts/${parent.sid}.json`;
    const { body } = await ask(twilio, path, { as: credentials['parent token'] });
    expect(body['owner_account_sid']).toBe(parent.sid);
  });

  it('lists an account with its subaccounts, by status and name', async () => {
    const { twilio, credentials, parent, child, sibling } = populated;
    const list = async (query: string) => {
      const as = credentials['parent token'];
      const { body } = await ask(twilio, `/2010-04-01/Accounts.json${query}`, { as });
      return (body['accounts'] as { sid: string }[]).map(({ sid }) => sid);
    };
    expect(await list('')).toEqual([parent.sid, child.sid, sibling.sid]);
    expect(await list('?Status=closed')).toEqual([]);
    expect(await list(`?FriendlyName=${child.sid}`)).toEqual([child.sid]);
  });
});

describe('lists', () => {
  let owner: Pair;
  let numbersPath: string;
  const numbers = ['+15550000001', '+15550000002', '+447700900003'];

  beforeAll(() => {
    const account = addAccount(populated.twilio.world);
    owner = tokenPair(account);
    numbersPath = `/2010-04-01/Accounts/${account.sid}/IncomingPhoneNumbers.json`;
    for (const phoneNumber of numbers) {
      addPhoneNumber(populated.twilio.world, { accountSid: account.sid, phoneNumber });
    }
  });

  it('link to the first, next and previous page', async () => {
    const seen: string[] = [];
    let uri: unknown = `${numbersPath}?PageSize=2`;
    const pages: Record<string, unknown>[] = [];
    while (typeof uri === 'string') {
      const { body } = await ask(populated.twilio, uri, { as: owner });
      const items = body['incoming_phone_numbers'] as { phone_number: string }[];
      seen.push(...items.map((item) => item.phone_number));
      pages.push(body);
      uri = body['next_page_uri'];
    }
    expect(seen).toEqual(numbers);
    expect(pages.map(({ page, start, end, page_size }) => [page, start, end, page_size])).toEqual([
      [0, 0, 1, 2],
      [1, 2, 2, 2],
    ]);
    expect(pages[0]?.['previous_page_uri']).toBeNull();
    expect(pages[1]?.['previous_page_uri']).toBe(`${numbersPath}?PageSize=2&Page=0`);
    expect(pages[1]?.['first_page_uri']).toBe(`${numbersPath}?PageSize=2&Page=0`);
  });

  it.each([
    ['%2B15550000002', 1],
    ['+15550000002', 1],
    ['1555000000*', 2],
    ['%2B19999999999', 0],
    ['', 3],
  ])('of numbers can be filtered: PhoneNumber=%s gives %i', async (filter, count) => {
    const path = `${numbersPath}?PhoneNumber=${filter}`;
    const { body } = await ask(populated.twilio, path, { as: owner });
    expect(body['incoming_phone_numbers']).toHaveLength(count);
    expect(body['start']).toBe(0);
  });

  it('refuse pages above 1,000 items with 20007', async () => {
    const answer = await ask(populated.twilio, `${numbersPath}?PageSize=1001`, { as: owner });
    expect(answer).toMatchObject({ status: 400, code: 20007 });
  });
});

describe('single resources', () => {
  it('are found in their own account, and 20404 in another', async () => {
    const { twilio, credentials, child, sibling } = populated;
    const as = credentials['parent token'];
    const { sid } = addApplication(twilio.world, { accountSid: child.sid });
    const own = await ask(twilio, `${accountPath}/Applications/${sid}.json`, { as });
    const other = `/2010-04-01/Accounts/${sibling.sid}/Applications/${sid}.json`;
    expect(own.body['sid']).toBe(sid);
    expect(await ask(twilio, other, { as })).toMatchObject({ status: 404, code: 20404 });
  });

  it('need another permission than the list', async () => {
    const as = populated.credentials['child restricted key'];
    const path = `${accountPath}/IncomingPhoneNumbers/PN${'0'.repeat(32)}.json`;
    const answer = await ask(populated.twilio, path, { as });
    expect(answer.body['message']).toContain('twilio/phone-numbers/active-numbers/read');
  });

  it.each(['/Nothing.json', '/Keys/SK1/Deeper.json'])('%s is 20404', async (suffix) => {
    const as = populated.credentials['child token'];
    const answer = await ask(populated.twilio, `${accountPath}${suffix}`, { as });
    expect(answer).toMatchObject({ status: 404, code: 20404 });
  });

  it('outside /2010-04-01/Accounts are 20404', async () => {
    const as = populated.credentials['child token'];
    expect(await ask(populated.twilio, '/v9/Nothing.json', { as })).toMatchObject({ code: 20404 });
  });
});

describe('every answer', () => {
  it('carries a request id and is JSON', async () => {
    const { headers } = await ask(populated.twilio, `${accountPath}.json`);
    expect(headers['twilio-request-id']).toMatch(/^RQ[0-9a-f]{32}$/);
    expect(headers['twilio-concurrent-requests']).toBe('1');
    expect(headers['twilio-request-duration']).toMatch(/^[0-9]+\.[0-9]{3}$/);
    expect(headers['content-type']).toBe('application/json;charset=utf-8');
  });

  it.each(['POST', 'DELETE', 'PUT'])('to %s is 405/20004', async (method) => {
    const as = populated.credentials['child token'];
    const answer = await ask(populated.twilio, `${accountPath}.json`, { method, as, body: 'a=b' });
    expect(answer).toMatchObject({ status: 405, code: 20004 });
  });

  it('is XML without .json, resource and error alike', async () => {
    const as = populated.credentials['child token'];
    const found = await ask(populated.twilio, `${accountPath}/IncomingPhoneNumbers`, { as });
    const refused = await ask(populated.twilio, accountPath);
    expect(found.headers['content-type']).toContain('application/xml');
    expect(found.text).toContain('<IncomingPhoneNumber><Sid>PN');
    expect(refused.status).toBe(401);
    expect(refused.text).toContain('<RestException><Code>20003</Code>');
  });
});
