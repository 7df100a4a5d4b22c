import { describe, it } from 'vitest';
import type { SecretFailure, SecretReader } from '../../functions/domain/model/ports.ts';
import type { Fault } from '../../local/twilio/faults/fault.ts';
import type { Fleet } from './fleet.ts';
import { expectWorld } from './judge-world.ts';
import { EVERYTHING, forBothKinds, type World } from './world.ts';
import { useWorldServers } from './world-servers.ts';

const servers = useWorldServers();

const dead = (fleet: Fleet): unknown => fleet.dead();
const WHOAMI = { match: { host: 'conversations.twilio.com' } } as const;
const IRELAND = { match: { host: 'api.dublin.ie1.twilio.com' } } as const;

/** Nothing but what says that Twilio could not be heard. */
const UNHEARD: readonly (readonly [string, Fault, string])[] = [
  ['is down', { kind: 'status', status: 503, code: 20503 }, 'twilio.unavailable proven'],
  ['limits the rate', { kind: 'rate-limit', retryAfterSeconds: 0 }, 'twilio.rate-limited proven'],
  ['answers with HTML', { kind: 'html', status: 200 }, 'twilio.unexpected-response likely'],
  ['answers a 401 in HTML', { kind: 'html', status: 401 }, 'twilio.unexpected-response likely'],
  ['resets connections', { kind: 'reset' }, 'twilio.unavailable likely'],
];

const FIRST_WAVE: readonly World[] = UNHEARD.flatMap(([what, fault, cause]) =>
  forBothKinds((kind) => ({
    name: `Twilio ${what}`,
    kind,
    first: dead,
    arrange: (fleet) => fleet.put('production', fleet.dead()),
    faults: () => [fault],
    expected: `inconclusive: ${cause}`,
  })),
);

const TROUBLE: readonly (readonly [string, Fault])[] = [
  ['503', { kind: 'status', status: 503, code: 20503 }],
  ['429', { kind: 'rate-limit', retryAfterSeconds: 0 }],
  ['a reset', { kind: 'reset' }],
];

const DURING: readonly World[] = TROUBLE.flatMap(([what, fault]) => [
  {
    name: `${what} to the first question about a key: no more are asked`,
    kind: 'api-key',
    audited: true,
    first: dead,
    faults: () => [{ ...fault, ...WHOAMI }],
    expected: 'fail: credential.rejected likely',
    asks: ['whoami'],
    requests: 3,
    says: 'not asked: does it work in Twilio Region ie1; does it work in Twilio Region au1; is it',
  },
  {
    name: `${what} to a later question about a token`,
    kind: 'auth-token',
    first: dead,
    faults: () => [{ ...fault, ...IRELAND }],
    expected: 'fail: credential.rejected likely > account.suspended possible',
    asks: ['parent-account', 'whoami', 'region:ie1'],
    requests: 5,
    says: 'does it work in Twilio Region ie1: could not be asked',
  },
  {
    name: `${what} while the version before is tried`,
    kind: 'api-key',
    audited: true,
    arrange: (fleet) => fleet.put('production', fleet.dead()),
    faults: ({ keys }) => [{ ...fault, match: { username: keys.production.sid } }],
    expected: 'fail: credential.rejected likely',
    asks: ['version:AWSPREVIOUS'],
    requests: 3,
    says: 'does AWSPREVIOUS work: could not be asked',
  },
]);

const ODD: readonly (readonly [string, Fault, string?])[] = [
  ['HTML', { kind: 'html', status: 200 }],
  ['a redirect', { kind: 'redirect', location: 'http://127.0.0.1:9/v1/Configuration' }],
  ['an object without an account', { kind: 'json', status: 200, body: {} }],
  ['an account that is none', { kind: 'json', status: 200, body: { account_sid: 'AC1' } }],
  ['a missing permission', { kind: 'status', status: 403, code: 70051 }],
  ['a missing resource', { kind: 'status', status: 404, code: 20404 }],
];

const NO_PROOF: readonly World[] = [
  ...ODD.map(
    ([what, fault]): World => ({
      name: `${what} to the question whose the key is`,
      kind: 'api-key',
      audited: true,
      first: dead,
      faults: () => [{ ...fault, ...WHOAMI }],
      expected: 'fail: credential.rejected likely',
      asks: EVERYTHING['api-key'],
      says: 'which account does the credential belong to: could not be asked',
    }),
  ),
  {
    name: 'the very account to the question whose the key is',
    kind: 'api-key',
    audited: true,
    first: dead,
    faults: ({ accounts: { production } }) => [
      { kind: 'json', status: 200, body: { account_sid: production.sid }, ...WHOAMI },
    ],
    expected: 'inconclusive: credential.request-refused proven',
    asks: ['whoami'],
  },
];

const failing =
  (failure: SecretFailure) =>
  (reader: SecretReader): SecretReader => ({
    ...reader,
    read: async (secret, stage, options) =>
      stage === 'AWSPREVIOUS'
        ? { outcome: 'failed', failure, message: 'no' }
        : await reader.read(secret, stage, options),
  });

const UNREAD: readonly World[] = (['access-denied', 'unavailable'] as const).flatMap((failure) =>
  forBothKinds((kind) => ({
    name: `the version before is ${failure}`,
    kind,
    audited: true,
    arrange: (fleet) => fleet.put('production', fleet.dead()),
    through: failing(failure),
    expected: 'fail: credential.rejected likely',
    asks: EVERYTHING[kind],
    says: `AWSPREVIOUS could not be read: ${failure}`,
  })),
);

describe('trouble in the first wave is not made clearer by questions:', () => {
  it.each(FIRST_WAVE)('$name', async (world) => expectWorld(servers(), world));
});

describe('trouble in the further questions leaves the verdict as it was:', () => {
  it.each([...DURING, ...UNREAD])('$name', async (world) => expectWorld(servers(), world));
});

describe('an odd answer proves nothing:', () => {
  it.each(NO_PROOF)('$name', async (world) => expectWorld(servers(), world));
});
