import { describe, it } from 'vitest';
import type { EnvironmentExpectation } from '../../functions/domain/model/expectation.ts';
import {
  createSecondaryAuthToken,
  promoteSecondaryAuthToken,
} from '../../local/twilio/world/auth-tokens.ts';
import type { Fleet } from './fleet.ts';
import { expectWorld } from './judge-world.ts';
import { forBothKinds, type World } from './world.ts';
import { useWorldServers } from './world-servers.ts';

const servers = useWorldServers();

const declare = ({ kind }: Fleet): Partial<EnvironmentExpectation> => ({
  credential: { kind },
  webhookAuthToken: true,
});

const primary = (fleet: Fleet): unknown => ({
  ...fleet.good('production'),
  authToken: fleet.accounts.production.authTokens.us1.primary,
});

const secondary = (fleet: Fleet): unknown => ({
  ...fleet.good('production'),
  authToken: createSecondaryAuthToken(fleet.world, { accountSid: fleet.accounts.production.sid }),
});

/** The account as Twilio shows it, with another `auth_token` than the one it has. */
const shows = (token: string | null) => (fleet: Fleet) =>
  [
    {
      kind: 'json',
      status: 200,
      body: {
        sid: fleet.accounts.production.sid,
        owner_account_sid: fleet.accounts.parent.sid,
        status: 'active',
        type: 'Full',
        auth_token: token,
      },
      match: { path: `/Accounts/${fleet.accounts.production.sid}.json` },
    },
  ] as const;

const TOKENS: readonly World[] = forBothKinds((kind) => ({
  name: 'the primary one',
  kind,
  declare,
  first: primary,
  expected: 'pass',
})).concat(
  forBothKinds((kind) => ({
    name: 'the secondary one',
    kind,
    declare,
    first: secondary,
    expected: 'fail: credential.secondary-token proven',
    says: 'Twilio signs with the primary one',
    advises: /^Copy the primary Auth Token/,
  })),
  forBothKinds((kind) => ({
    name: 'the secondary one, where no webhooks are declared',
    kind,
    first: secondary,
    expected: 'pass',
  })),
  forBothKinds((kind) => ({
    name: 'a secondary one that was promoted',
    kind,
    declare,
    first: secondary,
    arrange: ({ world, accounts }) =>
      void promoteSecondaryAuthToken(world, { accountSid: accounts.production.sid }),
    expected: 'pass',
  })),
  forBothKinds((kind) => ({
    name: 'one of an account that shows none',
    kind,
    declare,
    first: primary,
    faults: shows(null),
    expected: 'pass',
  })),
  forBothKinds((kind) => ({
    name: 'one of an account that shows an empty one, as Twilio does to a Main key',
    kind,
    declare,
    first: secondary,
    faults: shows(''),
    expected: 'pass',
  })),
);

describe('the Auth Token that webhooks are checked with is', () => {
  it.each(TOKENS)('$name', async (world) => expectWorld(servers(), world));
});
