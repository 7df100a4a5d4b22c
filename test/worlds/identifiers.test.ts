import { describe, it } from 'vitest';
import type { Fleet } from './fleet.ts';
import { expectWorld } from './judge-world.ts';
import { EVERYTHING, forBothKinds, type World } from './world.ts';
import { useWorldServers } from './world-servers.ts';

const servers = useWorldServers();

const upper = (sid: string): string => sid.slice(0, 2) + sid.slice(2).toUpperCase();
const lower = (sid: string): string => sid.toLowerCase();

/** What Twilio accepts in its own letter case only. */
const IN_ANOTHER_CASE: readonly World[] = [
  ...[upper, lower].map(
    (change): World => ({
      name: `an API Key SID in ${change.name} case`,
      kind: 'api-key',
      first: (fleet) => ({
        ...fleet.good('production'),
        apiKeySid: change(fleet.keys.production.sid),
      }),
      expected: 'fail: credential.malformed proven',
      asks: ['repaired'],
      says: 'Twilio accepts it once that is fixed',
    }),
  ),
  ...forBothKinds((kind) => ({
    name: 'an Account SID with a lower-case prefix',
    kind,
    first: (fleet) => ({
      ...fleet.good('production'),
      accountSid: lower(fleet.accounts.production.sid),
    }),
    expected: 'fail: credential.malformed proven',
    asks: ['repaired'],
  })),
  {
    name: 'an Auth Token in upper case',
    kind: 'auth-token',
    first: (fleet) => ({
      ...fleet.good('production'),
      authToken: fleet.good('production')['authToken']?.toUpperCase(),
    }),
    expected: 'fail: credential.malformed proven',
    asks: ['repaired'],
  },
  {
    name: 'a dead key in upper case',
    kind: 'api-key',
    audited: true,
    first: (fleet) => ({ ...fleet.dead(), apiKeySid: upper(fleet.keys.production.sid) }),
    expected: 'fail: credential.rejected proven > credential.malformed possible',
    asks: ['repaired', ...EVERYTHING['api-key']],
  },
];

const NAMED: readonly World[] = [
  {
    name: "staging's secret names production's account and key",
    kind: 'api-key',
    arrange: (fleet) =>
      fleet.put('staging', {
        ...fleet.good('production'),
        apiKeySecret: 'q7RtY2mZ9Lk4XcVb1NwP8sHd6FgJ3aQe',
      }),
    expected: 'warn: environment.shared-credential proven',
  },
  {
    name: "production's secret names staging's key",
    kind: 'api-key',
    audited: true,
    first: (fleet) => ({ ...fleet.good('production'), apiKeySid: fleet.keys.staging.sid }),
    expected: 'fail: credential.rejected proven > environment.shared-credential likely',
    asks: ['account-of:staging', 'whoami', 'region:ie1', 'region:au1'],
  },
];

const partialArn = ({ aws, secretId }: Fleet): string =>
  `arn:aws:secretsmanager:${aws.region}:${aws.accountId}:secret:${secretId('production')}`;

/** Secrets Manager finds a secret by its ARN without the six last characters; IAM does not. */
const PARTIAL_ARNS: readonly World[] = forBothKinds((kind) => ({
  name: 'the ARN of the secret without its end',
  kind,
  declare: (fleet) => ({ secret: { id: partialArn(fleet) } }),
  expected: 'warn: config.invalid proven',
  says: 'environments.production.secret.id is not the complete ARN',
}));

describe('by another ARN than its own:', () => {
  it.each(PARTIAL_ARNS)('$name', async (world) => expectWorld(servers(), world));
});

describe('in another letter case:', () => {
  it.each(IN_ANOTHER_CASE)('$name', async (world) => expectWorld(servers(), world));
});

describe('an identifier in another secret:', () => {
  it.each(NAMED)('$name', async (world) => expectWorld(servers(), world));
});
