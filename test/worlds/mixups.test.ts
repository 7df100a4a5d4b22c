import { describe, it } from 'vitest';
import { addAccount } from '../../local/twilio/world/accounts.ts';
import { addApiKey, deleteApiKey } from '../../local/twilio/world/api-keys.ts';
import type { KeyType } from '../../local/twilio/world/twilio-world.ts';
import { keySecret, tokenSecret } from '../functions/handlers/seed-example.ts';
import { type Fleet, randomHex } from './fleet.ts';
import { expectWorld } from './judge-world.ts';
import { EVERYTHING, forBothKinds, type World } from './world.ts';
import { useWorldServers } from './world-servers.ts';

const servers = useWorldServers();

type Value = Readonly<Record<string, string>>;

/** The credential of one environment beside the Account SID of another. */
const beside = (fleet: Fleet, sid: 'staging' | 'production' | 'parent', value: Value): Value => ({
  ...value,
  accountSid: fleet.accounts[sid].sid,
});

const swap = (fleet: Fleet): void => {
  fleet.put('staging', fleet.good('production'));
  fleet.put('production', fleet.good('staging'));
};

const halfSwap = (fleet: Fleet): void => {
  fleet.put('staging', beside(fleet, 'staging', fleet.good('production')));
};

const newAccountsValue = ({ kind, world }: Fleet): Value => {
  const account = addAccount(world);
  return kind === 'api-key'
    ? keySecret(addApiKey(world, { accountSid: account.sid, keyType: 'standard' }))
    : tokenSecret(account);
};

const parentKey = ({ world, accounts }: Fleet, keyType: KeyType): Value =>
  keySecret(addApiKey(world, { accountSid: accounts.parent.sid, keyType }));

const DEAD: readonly World[] = [
  {
    name: 'a deleted key',
    kind: 'api-key',
    audited: true,
    arrange: ({ world, keys }) => deleteApiKey(world, keys.production.sid),
    expected: 'fail: credential.rejected proven',
    asks: EVERYTHING['api-key'],
  },
  {
    name: 'a key with a wrong secret',
    kind: 'api-key',
    audited: true,
    first: (fleet) => ({
      ...fleet.good('production'),
      apiKeySecret: 'q7RtY2mZ9Lk4XcVb1NwP8sHd6FgJ3aQe',
    }),
    expected: 'fail: credential.rejected proven',
    asks: EVERYTHING['api-key'],
  },
  {
    name: 'a wrong token',
    kind: 'auth-token',
    audited: true,
    first: (fleet) => ({ ...fleet.good('production'), authToken: randomHex() }),
    expected: 'fail: credential.rejected proven',
    asks: EVERYTHING['auth-token'],
  },
];

const OF_STAGING: readonly World[] = [
  ...forBothKinds((kind) => ({
    name: "a copy of staging's secret",
    kind,
    first: (fleet) => fleet.good('staging'),
    expected: 'fail: environment.wrong-account proven > environment.shared-credential proven',
    says: 'its credential is that of staging',
  })),
  ...forBothKinds((kind) => ({
    name: "secrets that were swapped, production's side",
    kind,
    first: (fleet) => fleet.good('staging'),
    arrange: (fleet) => fleet.put('staging', fleet.good('production')),
    expected: 'fail: environment.wrong-account proven',
    asks: kind === 'api-key' ? ['other-sid'] : [],
    says: 'its credential is that of staging',
  })),
  ...forBothKinds((kind) => ({
    name: 'a swap that left the good version behind is told as a swap',
    kind,
    arrange: swap,
    expected: 'fail: environment.wrong-account proven',
    asks: kind === 'api-key' ? ['other-sid'] : [],
  })),
  ...forBothKinds((kind) => ({
    name: "staging's credential beside production's SID",
    kind,
    first: (fleet) => beside(fleet, 'production', fleet.good('staging')),
    expected: 'fail: environment.wrong-account proven > environment.shared-credential proven',
    asks: ['account-of:staging'],
    says: 'that of staging',
  })),
  ...forBothKinds((kind) => ({
    name: "credentials that were swapped, each beside the other's SID",
    kind,
    first: (fleet) => beside(fleet, 'production', fleet.good('staging')),
    arrange: halfSwap,
    expected: 'fail: environment.wrong-account proven',
    asks: kind === 'api-key' ? ['whoami'] : EVERYTHING['auth-token'],
    says:
      kind === 'api-key' ? 'its API key is that of staging' : 'its Auth Token is that of staging',
  })),
  ...forBothKinds((kind) => ({
    name: "production's credential beside staging's SID",
    kind,
    first: (fleet) => beside(fleet, 'staging', fleet.good('production')),
    expected: 'fail: environment.wrong-account proven > environment.shared-credential proven',
    asks: kind === 'api-key' ? [] : ['other-sid'],
    says: 'is right, its Account SID is that of staging',
  })),
  ...forBothKinds((kind) => ({
    name: "a dead credential beside staging's SID",
    kind,
    first: (fleet) => beside(fleet, 'staging', fleet.dead()),
    arrange: (fleet) => fleet.put('staging', fleet.good('production')),
    expected: 'fail: environment.wrong-account likely > credential.rejected likely',
    asks: ['other-sid', ...EVERYTHING[kind]],
    says: 'its credential is probably that of staging',
  })),
];

/** The parent's credential works, and reads staging's account too. */
const REACHING = 'fail: environment.wrong-account proven > credential.over-privileged proven';

const OF_OTHERS: readonly World[] = [
  ...forBothKinds((kind) => ({
    name: 'a credential of an undeclared account',
    kind,
    first: newAccountsValue,
    expected: 'fail: environment.wrong-account proven',
    asks: kind === 'api-key' ? ['other-sid'] : [],
    says: 'that of an undeclared account',
  })),
  {
    name: "a key of an undeclared account beside production's SID",
    kind: 'api-key',
    first: (fleet) => beside(fleet, 'production', newAccountsValue(fleet)),
    expected: 'fail: environment.wrong-account proven',
    asks: ['whoami'],
    says: 'its API key is that of an undeclared account',
  },
  {
    name: "a token of an undeclared account beside production's SID cannot be told from a dead one",
    kind: 'auth-token',
    audited: true,
    first: (fleet) => beside(fleet, 'production', newAccountsValue(fleet)),
    expected: 'fail: credential.rejected proven',
    asks: EVERYTHING['auth-token'],
  },
  ...(['main', 'standard'] as const).map(
    (keyType): World => ({
      name: `a ${keyType} key of the parent beside production's SID`,
      kind: 'api-key',
      audited: true,
      first: (fleet) => beside(fleet, 'production', parentKey(fleet, keyType)),
      expected: keyType === 'main' ? REACHING : 'fail: environment.wrong-account proven',
      asks: ['whoami'],
      says: 'its API key is that of the parent account',
    }),
  ),
  ...(['main', 'standard'] as const).map(
    (keyType): World => ({
      name: `a ${keyType} key of the parent beside the parent's SID`,
      kind: 'api-key',
      first: (fleet) => parentKey(fleet, keyType),
      expected: keyType === 'main' ? REACHING : 'fail: environment.wrong-account proven',
      asks: keyType === 'main' ? ['whoami'] : ['other-sid'],
      says: 'its credential is that of the parent account',
    }),
  ),
  {
    name: "the parent's token beside the parent's SID",
    kind: 'auth-token',
    first: ({ accounts }) => tokenSecret(accounts.parent),
    expected: REACHING,
    says: 'its credential is that of the parent account',
  },
  {
    name: "the parent's token beside production's SID",
    kind: 'auth-token',
    audited: true,
    first: (fleet) => beside(fleet, 'production', tokenSecret(fleet.accounts.parent)),
    expected: 'fail: environment.wrong-account proven',
    asks: ['parent-account'],
    says: 'its Auth Token is that of the parent account',
  },
];

describe('a credential that nobody accepts:', () => {
  it.each(DEAD)('$name', async (world) => expectWorld(servers(), world));
});

describe('between environments:', () => {
  it.each(OF_STAGING)('$name', async (world) => expectWorld(servers(), world));
});

describe('of another account:', () => {
  it.each(OF_OTHERS)('$name', async (world) => expectWorld(servers(), world));
});
