import { expect, it } from 'vitest';
import { type JsonObject, toStrictSchema } from './openapi-schema.ts';
import { readDocument, responseCheck } from './response-check.ts';

const document = readDocument('api_v2010');
const ACCOUNT = {
  auth_token: '',
  date_created: 'Thu, 30 Jul 2015 20:00:00 +0000',
  date_updated: null,
  friendly_name: 'name',
  owner_account_sid: `AC${'0'.repeat(32)}`,
  sid: `AC${'0'.repeat(32)}`,
  status: 'active',
  subresource_uris: {},
  type: 'Full',
  uri: '/2010-04-01/Accounts/AC.json',
};

it.each<[string, JsonObject, string[]]>([
  ['a whole account', {}, []],
  ['an unknown property', { colour: 'red' }, ['/ must NOT have additional properties (colour)']],
  [
    'a SID of another form',
    { sid: 'AC1' },
    [expect.stringContaining('/sid must NOT'), expect.stringContaining('/sid must match pattern')],
  ],
  [
    'an unknown status',
    { status: 'asleep' },
    ['/status must be equal to one of the allowed values'],
  ],
  [
    'null where none is allowed',
    { type: null },
    [expect.stringContaining('/type'), expect.stringContaining('/type')],
  ],
  [
    'a date of another form',
    { date_created: '2015-07-30' },
    [expect.stringContaining('/date_created must match format')],
  ],
  ['a number for a text', { friendly_name: 1 }, ['/friendly_name must be string']],
])('of an account, %s', (_, change, expected) => {
  const check = responseCheck(document, '/2010-04-01/Accounts/{Sid}.json');
  expect(check({ ...ACCOUNT, ...change })).toEqual(expected);
});

it('misses every property that is not there', () => {
  const check = responseCheck(document, '/2010-04-01/Accounts/{Sid}.json');
  expect(check({})).toHaveLength(Object.keys(ACCOUNT).length);
});

it('knows properties that only the example shows, and does not require them', () => {
  const schema = { type: 'object', properties: { sid: { type: 'string' } } };
  expect(toStrictSchema({}, schema, { sid: 'x', links: {} })).toEqual({
    type: 'object',
    properties: { sid: { type: 'string' }, links: {} },
    required: ['sid'],
    additionalProperties: false,
  });
});

it('refuses a path that the document does not have', () => {
  expect(() => responseCheck(document, '/2010-04-01/Nothing.json')).toThrow(/has no #\/paths/);
});
