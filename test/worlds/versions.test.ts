import { describe, it } from 'vitest';
import type { SecretReader } from '../../functions/domain/model/ports.ts';
import { rotateAuthToken } from '../../local/twilio/world/auth-tokens.ts';
import type { Fleet } from './fleet.ts';
import { expectWorld } from './judge-world.ts';
import { EVERYTHING, forBothKinds, type World } from './world.ts';
import { useWorldServers } from './world-servers.ts';

const servers = useWorldServers();

const storeDead = (fleet: Fleet): void => fleet.put('production', fleet.dead());
const dead = (fleet: Fleet): unknown => fleet.dead();
const UNKNOWN = 'fail: credential.rejected likely > account.suspended possible';

/** As after a rotation that began two days ago and did not end. */
const stuck = (reader: SecretReader): SecretReader => ({
  ...reader,
  describe: async (...call) => {
    const metadata = await reader.describe(...call);
    const lastChangedAt = new Date(Date.now() - 2 * 86_400_000).toISOString();
    return metadata && { ...metadata, rotationEnabled: true, lastChangedAt };
  },
});

/** As during AWS's managed rotation; the local Secrets Manager rotates nothing. */
const rotating = (reader: SecretReader): SecretReader => ({
  ...reader,
  describe: async (...call) => {
    const metadata = await reader.describe(...call);
    return metadata && { ...metadata, rotationEnabled: true };
  },
});

const STALE: readonly World[] = [
  ...forBothKinds((kind) => ({
    name: 'a stale version over a good one',
    kind,
    arrange: storeDead,
    expected: 'fail: credential.stale-version proven',
    asks: ['version:AWSPREVIOUS'],
    says: 'AWSPREVIOUS',
  })),
  ...forBothKinds((kind) => ({
    name: 'a stale version over a good one, with an auditor',
    kind,
    audited: true,
    arrange: storeDead,
    expected: 'fail: credential.stale-version proven',
    asks: ['version:AWSPREVIOUS'],
  })),
  ...forBothKinds((kind) => ({
    name: 'a stale version whose metadata is denied',
    kind,
    arrange: storeDead,
    through: (reader) => ({ ...reader, describe: async () => undefined }),
    expected: 'fail: credential.stale-version proven',
    asks: ['version:AWSPREVIOUS'],
  })),
  ...forBothKinds((kind) => ({
    name: 'a version that was never good, and none before it',
    kind,
    audited: true,
    first: dead,
    expected: 'fail: credential.rejected proven',
    asks: EVERYTHING[kind],
  })),
  ...forBothKinds((kind) => ({
    name: 'a version that was never good, and nobody who sees the account',
    kind,
    first: dead,
    expected: UNKNOWN,
    asks: EVERYTHING[kind],
  })),
  ...forBothKinds((kind) => ({
    name: 'two dead versions',
    kind,
    audited: true,
    first: dead,
    arrange: storeDead,
    expected: 'fail: credential.rejected proven',
    asks: ['version:AWSPREVIOUS', ...EVERYTHING[kind]],
  })),
  ...forBothKinds((kind) => {
    const value = new WeakMap<Fleet, unknown>();
    return {
      name: 'the same dead value stored twice',
      kind,
      audited: true,
      first: (fleet) => {
        value.set(fleet, fleet.dead());
        return value.get(fleet);
      },
      arrange: (fleet) => fleet.put('production', value.get(fleet)),
      expected: 'fail: credential.rejected proven',
      asks: EVERYTHING[kind],
      says: 'AWSPREVIOUS holds the same credential',
    };
  }),
  ...forBothKinds((kind) => ({
    name: 'a dead version over no JSON',
    kind,
    audited: true,
    first: () => 'not JSON',
    arrange: storeDead,
    expected: 'fail: credential.rejected proven',
    asks: EVERYTHING[kind],
    says: 'AWSPREVIOUS holds no well-formed credential',
  })),
  {
    name: "a dead token over staging's: making that current would mend nothing",
    kind: 'auth-token',
    audited: true,
    first: (fleet) => fleet.good('staging'),
    arrange: storeDead,
    expected: 'fail: credential.rejected proven',
    asks: ['version:AWSPREVIOUS', ...EVERYTHING['auth-token']],
  },
  {
    name: 'a dead key over a token, which is not what is declared',
    kind: 'api-key',
    audited: true,
    first: ({ accounts: { production } }) => ({
      accountSid: production.sid,
      authToken: production.authTokens.us1.primary,
    }),
    arrange: storeDead,
    expected: 'fail: credential.rejected proven',
    asks: EVERYTHING['api-key'],
    says: 'AWSPREVIOUS holds a credential of another kind',
  },
  {
    name: 'a token that was rotated without the secret',
    kind: 'auth-token',
    audited: true,
    arrange: ({ world, accounts }) =>
      void rotateAuthToken(world, { accountSid: accounts.production.sid }),
    expected: 'fail: credential.rejected proven',
    asks: EVERYTHING['auth-token'],
  },
];

const ROTATING: readonly World[] = [
  ...forBothKinds((kind) => ({
    name: 'the value on its way in is good',
    kind,
    first: dead,
    arrange: (fleet) => fleet.put('production', fleet.good('production'), 'AWSPENDING'),
    expected: 'inconclusive: rotation.in-progress proven',
    asks: ['version:AWSPENDING'],
  })),
  ...forBothKinds((kind) => ({
    name: 'the value on its way in is good, and has been for two days',
    kind,
    first: dead,
    arrange: (fleet) => fleet.put('production', fleet.good('production'), 'AWSPENDING'),
    through: stuck,
    expected: 'fail: credential.stale-version proven',
    asks: ['version:AWSPENDING'],
    says: 'AWSCURRENT is rejected (20003), AWSPENDING works',
    advises: /^Make the version that works current\. The rotation that stored it did not end\.$/,
  })),
  ...forBothKinds((kind) => ({
    name: 'the value on its way in is dead too',
    kind,
    audited: true,
    first: dead,
    arrange: (fleet) => fleet.put('production', fleet.dead(), 'AWSPENDING'),
    through: rotating,
    expected: 'fail: credential.rejected proven',
    asks: ['version:AWSPENDING', ...EVERYTHING[kind]],
  })),
  ...forBothKinds((kind) => ({
    name: 'an empty version is pending, without rotation',
    kind,
    audited: true,
    first: dead,
    arrange: ({ aws, secretId }) =>
      void aws.secrets.putEmptyVersion({ id: secretId('production') }),
    expected: 'fail: credential.rejected proven',
    asks: EVERYTHING[kind],
  })),
  ...forBothKinds((kind) => ({
    name: 'an empty version is pending, with rotation on',
    kind,
    audited: true,
    first: dead,
    arrange: ({ aws, secretId }) =>
      void aws.secrets.putEmptyVersion({ id: secretId('production') }),
    through: rotating,
    expected: 'inconclusive: rotation.in-progress likely > credential.rejected possible',
    asks: EVERYTHING[kind],
  })),
  ...forBothKinds((kind) => ({
    name: 'an empty version is pending, with rotation on, and nobody sees the account',
    kind,
    first: dead,
    arrange: ({ aws, secretId }) =>
      void aws.secrets.putEmptyVersion({ id: secretId('production') }),
    through: rotating,
    expected: 'inconclusive: rotation.in-progress likely > credential.rejected possible',
    asks: EVERYTHING[kind],
  })),
  ...forBothKinds((kind) => ({
    name: 'an empty version is pending, with rotation on, but the version before works',
    kind,
    arrange: (fleet) => {
      storeDead(fleet);
      fleet.aws.secrets.putEmptyVersion({ id: fleet.secretId('production') });
    },
    through: rotating,
    expected: 'fail: credential.stale-version proven',
    asks: ['version:AWSPREVIOUS'],
  })),
  ...forBothKinds((kind) => ({
    name: 'AWSCURRENT moves to a good value after it was read',
    kind,
    first: dead,
    through: (reader, fleet) => ({
      ...reader,
      describe: (...call) => {
        fleet.put('production', fleet.good('production'));
        return reader.describe(...call);
      },
    }),
    expected: 'inconclusive: rotation.in-progress proven',
    asks: ['version:AWSCURRENT'],
  })),
];

describe('a rejected version is told from the others of its secret:', () => {
  it.each(STALE)('$name', async (world) => expectWorld(servers(), world));
});

describe('while versions move,', () => {
  it.each(ROTATING)('$name', async (world) => expectWorld(servers(), world));
});
