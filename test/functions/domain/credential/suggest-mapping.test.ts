import { describe, expect, it } from 'vitest';
import { exposed, parse } from './exposed.ts';
import { ACCOUNT, KEY, KEY_SECRET, TOKEN } from './samples.ts';

const KEY_OF = { accountSid: ACCOUNT, apiKeySid: KEY, apiKeySecret: KEY_SECRET };
const KIND = { 'api-key': KEY_OF, 'auth-token': { accountSid: ACCOUNT, authToken: TOKEN } };

const named = (sid: string, keySid: string, secret: string) => ({
  [sid]: ACCOUNT,
  [keySid]: KEY,
  [secret]: KEY_SECRET,
});

describe('a secret whose fields are elsewhere', () => {
  const ROWS: readonly (readonly [string, keyof typeof KIND, object, RegExp])[] = [
    ['an object', 'api-key', { twilio: KEY_OF }, /twilio holds an object with accountSid, api/],
    ['two objects', 'api-key', { app: { twilio: KEY_OF } }, /app\.twilio holds an object/],
    ['an object beside others', 'api-key', { db: { a: 1 }, sms: KEY_OF, n: 1 }, /sms holds an/],
    ['a JSON text', 'api-key', { SECRET: JSON.stringify(KEY_OF) }, /SECRET holds a JSON text/],
    [
      'other names in an object',
      'auth-token',
      { Twilio: { AccountSid: ACCOUNT, Token: TOKEN } },
      /Twilio holds an object with AccountSid, Token/,
    ],
    ['half of it at the top', 'api-key', { accountSid: ACCOUNT, key: KEY_OF }, /key holds an/],
    [
      'TWILIO_SID',
      'auth-token',
      { TWILIO_SID: ACCOUNT, TWILIO_TOKEN: TOKEN },
      /TWILIO_SID is prob/,
    ],
    ['PascalCase', 'api-key', named('AccountSid', 'ApiKeySid', 'ApiKeySecret'), /AccountSid is/],
    ['kebab-case', 'api-key', named('account-sid', 'api-key-sid', 'api-key-secret'), /account-sid/],
    [
      'short names',
      'api-key',
      named('sid', 'api_key', 'api_secret'),
      /api_secret is probably the API/,
    ],
    [
      'a user and its password',
      'auth-token',
      { username: ACCOUNT, password: TOKEN },
      /password is probably the Auth Token/,
    ],
    [
      'a key as the user, beside the account',
      'api-key',
      { account: ACCOUNT, username: KEY, password: KEY_SECRET },
      /password is probably the API key secret/,
    ],
    [
      'words apart',
      'api-key',
      named('Account SID', 'API Key', 'API Secret'),
      /API Key is probably/,
    ],
    [
      'a name of dots',
      'api-key',
      named('twilio.sid', 'twilio.key', 'twilio.secret'),
      /twilio\.sid is/,
    ],
    [
      'misspelt names',
      'auth-token',
      { acountSid: ACCOUNT, authTokn: TOKEN },
      /authTokn is probably/,
    ],
    [
      'SIDs under any name',
      'api-key',
      named('user', 'login', 'apiSecret'),
      /login is probably the/,
    ],
  ];

  const rows = ROWS.map(([name, kind, secret, hint]) => ({ name, kind, secret, hint }));

  it.each(rows)('is told with the mapping that finds them: $name', ({ kind, secret, hint }) => {
    const parsed = parse(secret, kind);
    if (parsed.outcome !== 'missing-fields') throw new TypeError(parsed.outcome);
    expect(parsed.hint).toMatch(hint);
    expect(exposed(parse(secret, kind, parsed.mapping))).toMatchObject(KIND[kind]);
    const shown = JSON.stringify(parsed);
    for (const value of [KEY_SECRET, TOKEN]) expect(shown).not.toContain(value.slice(0, 8));
  });

  it('keeps what is mapped already', () => {
    const secret = { MINE: ACCOUNT, twilio: { token: TOKEN } };
    const parsed = parse(secret, 'auth-token', { accountSid: 'MINE' });
    expect(parsed).toMatchObject({ mapping: { accountSid: 'MINE', authToken: 'twilio.token' } });
  });
});

describe('a secret in which they are not to be seen', () => {
  it.each([
    [
      'a part of them',
      { twilio: { accountSid: ACCOUNT } },
      'twilio holds an object with accountSid',
    ],
    ['one text', { value: 'hello' }, 'its one field holds plain text of 5 characters, not JSON'],
    [
      'lines',
      { env: 'A=1\nB=2' },
      'its one field holds KEY=VALUE lines, as in a .env file, not JSON',
    ],
    ['one object', { value: { a: 1 } }, 'its one field holds a value of the JSON type object'],
    ['one list', { value: [KEY_OF] }, 'its one field holds a value of the JSON type array'],
    ['null', { value: null }, 'its one field holds a value of the JSON type null'],
    [
      'a JSON text of something else',
      { value: '{"a":1}' },
      'its one field holds a JSON text without a field of a credential',
    ],
    ['nothing at all', {}, undefined],
    ['several others', { a: 1, b: 2 }, undefined],
    ['names that may be secrets', { [TOKEN]: KEY_OF, [KEY_SECRET]: ACCOUNT }, undefined],
    [
      'names with dots in an object',
      { a: { 'x.sid': ACCOUNT, 'x.token': TOKEN }, b: 1 },
      undefined,
    ],
    ['objects too deep', { a: { b: { c: { d: KEY_OF } } }, e: 1 }, undefined],
  ])('says what there is, and maps nothing: %s', (_name, secret, hint) => {
    const parsed = parse(secret, 'api-key');
    expect(parsed).toMatchObject({ outcome: 'missing-fields' });
    expect(parsed).toHaveProperty('hint', hint);
    expect(parsed).not.toHaveProperty('mapping');
  });

  it('looks into a bounded number of objects', () => {
    const wide = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`a${index}`, index === 59 ? KEY_OF : {}]),
    );
    expect(parse(wide, 'api-key')).not.toHaveProperty('mapping');
  });
});
