import { describe, it } from 'vitest';
import { addAccount } from '../../local/twilio/world/accounts.ts';
import { addApiKey } from '../../local/twilio/world/api-keys.ts';
import { keySecret, tokenSecret } from '../functions/handlers/seed-example.ts';
import { type Fleet, type Kind, randomHex } from './fleet.ts';
import { expectWorld } from './judge-world.ts';
import { forBothKinds, type World } from './world.ts';
import { useWorldServers } from './world-servers.ts';

const servers = useWorldServers();

type Value = Readonly<Record<string, string>>;
type Damage = (text: string) => string;

const secretField = (kind: Kind): string => (kind === 'api-key' ? 'apiKeySecret' : 'authToken');

const damaged = (value: Value, field: string, damage: Damage): Value => ({
  ...value,
  [field]: damage(value[field] ?? ''),
});

const DAMAGES: readonly (readonly [string, Damage])[] = [
  ['a trailing newline', (text) => `${text}\n`],
  ['a leading space', (text) => ` ${text}`],
  ['a literal \\n', (text) => `${text}\\n`],
  ['quotes', (text) => `"${text}"`],
];

const MENDED: readonly World[] = DAMAGES.flatMap(([what, damage]) => [
  ...forBothKinds((kind) => ({
    name: `${what} in the secret value`,
    kind,
    first: (fleet) => damaged(fleet.good('production'), secretField(kind), damage),
    expected: 'fail: credential.whitespace proven',
    asks: ['repaired'],
    says: 'Twilio accepts it once that is fixed',
  })),
  ...forBothKinds((kind) => ({
    name: `${what} in the Account SID`,
    kind,
    first: (fleet) => damaged(fleet.good('production'), 'accountSid', damage),
    expected: 'fail: credential.whitespace proven',
    asks: ['repaired'],
  })),
]);

const swapped = (value: Value, one: string, other: string): Value => ({
  ...value,
  [one]: value[other] ?? '',
  [other]: value[one] ?? '',
});

const SWAPPED: readonly World[] = [
  {
    name: 'Account SID and Auth Token swapped',
    kind: 'auth-token',
    first: (fleet) => swapped(fleet.good('production'), 'accountSid', 'authToken'),
    expected: 'fail: credential.swapped proven',
    asks: ['repaired'],
  },
  {
    name: 'API Key SID and secret swapped',
    kind: 'api-key',
    first: (fleet) => swapped(fleet.good('production'), 'apiKeySid', 'apiKeySecret'),
    expected: 'fail: credential.swapped proven',
    asks: ['repaired'],
  },
];

const newline: Damage = (text) => `${text}\n`;

const TWO_FAULTS: readonly World[] = [
  ...forBothKinds((kind) => ({
    name: "white space, and staging's credential",
    kind,
    first: (fleet) => damaged(fleet.good('staging'), secretField(kind), newline),
    expected: 'fail: environment.wrong-account proven > credential.whitespace likely',
    asks: ['repaired'],
    says: 'its credential is that of staging',
  })),
  {
    name: "white space, and staging's key beside production's SID",
    kind: 'api-key',
    first: ({ accounts, keys }) => ({
      ...damaged(keySecret(keys.staging), 'apiKeySecret', newline),
      accountSid: accounts.production.sid,
    }),
    expected: 'fail: environment.wrong-account proven > credential.whitespace likely',
    asks: ['repaired', 'whoami'],
    says: 'its API key is that of staging',
  },
  {
    name: 'white space, and a key of an undeclared account',
    kind: 'api-key',
    first: ({ world }) => {
      const { sid } = addAccount(world);
      const key = addApiKey(world, { accountSid: sid, keyType: 'standard' });
      return damaged(keySecret(key), 'apiKeySecret', newline);
    },
    expected: 'fail: environment.wrong-account proven > credential.whitespace likely',
    asks: ['repaired'],
  },
  {
    name: 'white space, and a dead key',
    kind: 'api-key',
    first: (fleet) => damaged(fleet.dead(), 'apiKeySecret', newline),
    expected: 'fail: credential.whitespace likely > credential.rejected possible',
    asks: ['repaired', 'whoami', 'account-of:staging'],
    says: 'Twilio refuses it also once that is fixed',
  },
  {
    name: 'white space, and a dead token',
    kind: 'auth-token',
    first: (fleet) => damaged(fleet.dead(), 'authToken', newline),
    expected: 'fail: credential.whitespace likely > credential.rejected possible',
    asks: ['repaired'],
  },
];

const withFields = (fields: (fleet: Fleet) => object) => (fleet: Fleet) => ({
  ...fleet.good('production'),
  ...fields(fleet),
});

const BEYOND_REPAIR: readonly World[] = [
  {
    name: 'an API Key SID as Account SID',
    kind: 'api-key',
    first: withFields(({ keys }) => ({ accountSid: keys.production.sid })),
    expected: 'fail: credential.api-key-as-account likely',
  },
  {
    name: 'no Account SID beside the key',
    kind: 'api-key',
    first: ({ keys }) => ({ apiKeySid: keys.production.sid, apiKeySecret: keys.production.secret }),
    expected: 'fail: secret.missing-field proven',
  },
  {
    name: 'the Account SID as Auth Token',
    kind: 'auth-token',
    first: withFields(({ accounts }) => ({ authToken: accounts.production.sid })),
    expected: 'fail: credential.swapped likely',
  },
  {
    name: "a service's SID as API Key SID",
    kind: 'api-key',
    first: withFields(() => ({ apiKeySid: `MG${randomHex()}` })),
    expected: 'fail: credential.malformed likely',
  },
  {
    name: 'an empty Auth Token, as a Main key reads it',
    kind: 'auth-token',
    first: withFields(() => ({ authToken: '' })),
    expected: 'fail: credential.placeholder likely',
  },
  {
    name: 'a truncated Account SID',
    kind: 'auth-token',
    first: withFields(({ accounts }) => ({ accountSid: accounts.production.sid.slice(0, 30) })),
    expected: 'fail: credential.malformed likely',
  },
  {
    name: 'an API Key SID with an Auth Token',
    kind: 'api-key',
    first: withFields(({ accounts }) => ({
      apiKeySecret: tokenSecret(accounts.production)['authToken'],
    })),
    expected: 'fail: credential.mixed likely',
  },
  {
    name: 'a placeholder',
    kind: 'auth-token',
    first: withFields(() => ({ authToken: 'your_auth_token' })),
    expected: 'fail: credential.placeholder likely',
  },
];

describe('a form that can be fixed is proven by one question:', () => {
  it.each([...MENDED, ...SWAPPED])('$name', async (world) => expectWorld(servers(), world));
});

describe('two faults at once name the one to mend first:', () => {
  it.each(TWO_FAULTS)('$name', async (world) => expectWorld(servers(), world));
});

describe('a form beyond repair is tried nowhere:', () => {
  it.each(BEYOND_REPAIR)('$name', async (world) => expectWorld(servers(), world));
});
