import { describe, it } from 'vitest';
import {
  addAccount,
  addTestCredentials,
  moveOwner,
  setAccountStatus,
  setAccountType,
} from '../../local/twilio/world/accounts.ts';
import { addApiKey } from '../../local/twilio/world/api-keys.ts';
import { keySecret } from '../functions/handlers/seed-example.ts';
import type { Fleet, Kind } from './fleet.ts';
import { expectWorld } from './judge-world.ts';
import { EVERYTHING, forBothKinds, type World } from './world.ts';
import { useWorldServers } from './world-servers.ts';

const servers = useWorldServers();

const become = (status: 'suspended' | 'closed') => (fleet: Fleet) =>
  void setAccountStatus(fleet.world, fleet.accounts.production.sid, status);

const answering = (status: number, code: number) => (fleet: Fleet) => {
  fleet.world.settings = { ...fleet.world.settings, inactiveAccount: { status, code } };
  become('suspended')(fleet);
};

const INACTIVE: readonly World[] = (['suspended', 'closed'] as const).flatMap((status) => [
  ...forBothKinds((kind) => ({
    name: `${status}, seen by the auditor`,
    kind,
    audited: true,
    arrange: become(status),
    expected: `fail: account.${status} proven > credential.rejected possible`,
    says: `is ${status}`,
  })),
  ...forBothKinds((kind) => ({
    name: `${status}, seen by nobody: like a dead credential`,
    kind,
    arrange: become(status),
    expected: 'fail: credential.rejected likely > account.suspended possible',
    asks: EVERYTHING[kind],
  })),
  ...forBothKinds((kind) => ({
    name: `${status}, with a stale version besides`,
    kind,
    audited: true,
    arrange: (fleet) => {
      fleet.put('production', fleet.dead());
      become(status)(fleet);
    },
    expected: `fail: account.${status} proven > credential.rejected possible`,
  })),
]);

const TOLD: readonly World[] = [
  ...(
    [
      [401, 20005],
      [403, 20403],
      [401, 90010],
      [403, 10001],
    ] as const
  ).map(
    ([status, code]): World => ({
      name: `HTTP ${status} with code ${code}, seen by nobody`,
      kind: 'api-key',
      arrange: answering(status, code),
      expected: 'fail: account.suspended likely',
    }),
  ),
  ...forBothKinds((kind) => ({
    name: 'a code of its own, seen by the auditor too',
    kind,
    audited: true,
    arrange: answering(401, 20005),
    expected: 'fail: account.suspended proven',
  })),
  ...forBothKinds((kind) => ({
    name: 'a suspended parent, which makes the auditor blind',
    kind,
    audited: true,
    arrange: ({ world, accounts }) =>
      void setAccountStatus(world, accounts.parent.sid, 'suspended'),
    expected:
      'fail: credential.rejected likely > account.suspended possible > credential.insufficient-permission possible',
    asks: EVERYTHING[kind],
  })),
];

const OTHERWISE: readonly World[] = [
  ...forBothKinds((kind) => ({
    name: 'a Trial account',
    kind,
    audited: true,
    arrange: ({ world, accounts }) => void setAccountType(world, accounts.production.sid, 'Trial'),
    expected: 'fail: account.trial proven',
  })),
  {
    name: 'an account of another parent',
    kind: 'auth-token',
    declare: ({ accounts, world }) => ({
      account: { sid: accounts.production.sid, parentSid: addAccount(world).sid, shared: false },
    }),
    expected: 'fail: environment.wrong-parent proven',
  },
  {
    name: 'a key of an account that has moved to another parent, which the auditor cannot read',
    kind: 'api-key',
    audited: true,
    arrange: ({ world, accounts }) =>
      void moveOwner(world, accounts.production.sid, addAccount(world).sid),
    expected: 'inconclusive: credential.insufficient-permission possible',
  },
  {
    name: 'an environment that shares its key',
    kind: 'api-key',
    arrange: (fleet) => fleet.put('staging', fleet.good('production')),
    expected: 'fail: environment.shared-credential proven',
  },
  {
    name: 'an environment that shares its account',
    kind: 'auth-token',
    arrange: (fleet) => fleet.put('staging', fleet.good('production')),
    expected: 'fail: environment.shared-credential proven',
  },
];

const testPair = ({ world }: Fleet): unknown => addTestCredentials(world);

const restricted = ({ world, accounts }: Fleet, allow: readonly string[] = []): unknown =>
  keySecret(
    addApiKey(world, { accountSid: accounts.production.sid, keyType: 'restricted', allow }),
  );

const KINDS: readonly World[] = [
  {
    name: 'a test pair where live credentials are declared',
    kind: 'auth-token',
    first: testPair,
    expected:
      'fail: credential.test-credentials proven > environment.wrong-account proven > credential.wrong-kind proven',
  },
  ...([401, 403] as const).map(
    (missingPermissionStatus): World => ({
      name: `a Restricted key without permission, HTTP ${missingPermissionStatus}`,
      kind: 'api-key',
      first: restricted,
      arrange: ({ world }) => {
        world.settings = { ...world.settings, missingPermissionStatus };
      },
      expected: 'inconclusive: credential.insufficient-permission likely',
      asks: ['key-policy'],
    }),
  ),
  {
    name: 'a Restricted key with the one permission that proves it',
    kind: 'api-key',
    first: (fleet) => restricted(fleet, ['/twilio/phone-numbers/active-numbers/list']),
    expected: 'pass',
  },
  {
    name: 'a Standard key where a Restricted one was meant',
    kind: 'api-key',
    declare: () => ({ credential: { kind: 'api-key', keyType: 'restricted' } }),
    expected: 'pass',
  },
  {
    name: 'a Main key where a Standard one is declared',
    kind: 'api-key',
    first: ({ world, accounts }) =>
      keySecret(addApiKey(world, { accountSid: accounts.production.sid, keyType: 'main' })),
    declare: () => ({ credential: { kind: 'api-key', keyType: 'standard' } }),
    expected: 'fail: credential.over-privileged proven',
  },
];

const PASSING: readonly World[] = (['api-key', 'auth-token'] as const).flatMap((kind: Kind) =>
  [false, true].map((audited) => ({
    name: `${kind}${audited ? ' with an auditor' : ''}`,
    kind,
    audited,
    expected: 'pass',
  })),
);

describe('an inactive account is told from a wrong credential:', () => {
  it.each([...INACTIVE, ...TOLD])('$name', async (world) => expectWorld(servers(), world));
});

describe('what is otherwise than declared asks for nothing more, but for what a key lacks:', () => {
  it.each([...OTHERWISE, ...KINDS])('$name', async (world) => expectWorld(servers(), world));
});

describe('what is right asks for nothing more:', () => {
  it.each(PASSING)('$name', async (world) => expectWorld(servers(), world));
});
