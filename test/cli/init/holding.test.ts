import { expect, it } from 'vitest';
import { holdingOf, holdingOfType } from '../../../cli/init/holding.ts';
import { Redacted } from '../../../functions/domain/model/redacted.ts';

const SID = 'ACdfb5b35a454c6996821c13b13e6f33ed';
const HEX = 'e1b8c7d2f3a495068712bc3d4e5f6a7b';
const KEY = {
  apiKeySid: 'SKd8ad8d377660317fe86e8acf62bfd824',
  apiKeySecret: 'Zq3RkT9vLm2XcY7bNw4HsJ8dGf5PaE6u',
};

it.each([
  ['an Auth Token', { accountSid: SID, authToken: HEX }, { kind: 'auth-token' }],
  ['an API key', { TWILIO_ACCOUNT_SID: SID, ...KEY }, { kind: 'api-key' }],
  ['a malformed Auth Token', { accountSid: SID, authToken: ` ${HEX}` }, { kind: 'auth-token' }],
  [
    'a credential under names of its own',
    { sms: { account: SID, token: HEX } },
    { kind: 'auth-token', fields: { accountSid: 'sms.account', authToken: 'sms.token' } },
  ],
  ['an OAuth client of another service', { client_id: 'a@b', client_secret: HEX }, undefined],
  ['a database', { username: 'app', password: HEX, host: 'db' }, undefined],
  ['an unrelated token', { token: HEX }, undefined],
  ['an empty object', {}, undefined],
])('knows by the names of fields what is in a secret: %s', (_name, value, holding) => {
  expect(holdingOf(new Redacted(JSON.stringify(value)))).toEqual(holding);
});

it('knows nothing of a secret that is no JSON', () => {
  expect(holdingOf(new Redacted(HEX))).toBeUndefined();
});

it.each([undefined, 'SalesforceClientSecret', 'constructor'])(
  'knows nothing of the type %s',
  (type) => {
    expect(holdingOfType(type)).toBeUndefined();
  },
);
