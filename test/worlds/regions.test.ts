import { describe, expect, it } from 'vitest';
import type { TwilioRegion } from '../../functions/domain/model/expectation.ts';
import { addApiKey } from '../../local/twilio/world/api-keys.ts';
import { addPhoneNumber } from '../../local/twilio/world/resources.ts';
import { keySecret } from '../functions/handlers/seed-example.ts';
import type { Fleet, Kind } from './fleet.ts';
import { expectWorld } from './judge-world.ts';
import { forBothKinds, type World } from './world.ts';
import { useWorldServers } from './world-servers.ts';

const servers = useWorldServers();

const REGIONS: readonly TwilioRegion[] = ['us1', 'ie1', 'au1'];

/** A good credential of an account, made in this Region. */
const madeIn = (
  { kind, world, accounts }: Fleet,
  region: TwilioRegion,
  name: 'staging' | 'production' = 'production',
): Readonly<Record<string, string>> => {
  const { sid, authTokens } = accounts[name];
  return kind === 'api-key'
    ? keySecret(addApiKey(world, { accountSid: sid, keyType: 'standard', region }))
    : { accountSid: sid, authToken: authTokens[region].primary };
};

function mismatch(kind: Kind, declared: TwilioRegion, actual: TwilioRegion): World {
  const others = REGIONS.filter((region) => region !== declared);
  const tried = others.slice(0, others.indexOf(actual) + 1);
  return {
    name: `of ${actual}, declared as ${declared} (${kind})`,
    kind,
    first: (fleet) => madeIn(fleet, actual),
    declare: () => ({ twilioRegion: declared }),
    expected: 'fail: region.mismatch proven',
    asks: [
      ...(kind === 'api-key' ? [] : ['parent-account']),
      'whoami',
      ...tried.map((region) => `region:${region}`),
    ],
    says: `of Twilio Region ${actual}; declared is ${declared}`,
  };
}

const PAIRS = REGIONS.flatMap((declared) =>
  REGIONS.filter((actual) => actual !== declared).map((actual) => [declared, actual] as const),
);

const MISMATCHES: readonly World[] = PAIRS.flatMap(([declared, actual]) => [
  mismatch('api-key', declared, actual),
  mismatch('auth-token', declared, actual),
]);

const OTHERS: readonly World[] = [
  ...(['ie1', 'au1'] as const).flatMap((region) =>
    forBothKinds((kind) => ({
      name: `of ${region}, as declared`,
      kind,
      first: (fleet) => madeIn(fleet, region),
      declare: () => ({ twilioRegion: region }),
      expected: 'pass',
    })),
  ),
  ...forBothKinds((kind) => ({
    name: 'of ie1, as declared, with an auditor of us1',
    kind,
    audited: true,
    first: (fleet) => madeIn(fleet, 'ie1'),
    declare: () => ({ twilioRegion: 'ie1' }),
    expected: 'pass',
  })),
  {
    name: "staging's token of ie1: the account is to be mended first",
    kind: 'auth-token',
    first: (fleet) => madeIn(fleet, 'ie1', 'staging'),
    expected:
      'fail: environment.wrong-account proven > environment.shared-credential proven > region.mismatch proven',
    asks: ['other-sid', 'parent-account', 'whoami', 'region:ie1'],
    says: 'its credential is that of staging',
  },
];

const NOTHING = { phoneNumbers: [], messagingServices: [], applications: [], verifyServices: [] };
const NUMBER = '+15551230000';

/** A number that calls and messages Great Britain from the declared Region, and a Verify service. */
const declaring =
  (region: TwilioRegion): NonNullable<World['declare']> =>
  () => ({
    twilioRegion: region,
    resources: {
      ...NOTHING,
      phoneNumbers: [{ number: NUMBER, capabilities: ['voice', 'sms'], sendsTo: ['GB'] }],
      verifyServices: [`VA${'b'.repeat(32)}`],
    },
  });

describe('what Twilio has in us1 only', () => {
  it.each(['ie1', 'au1'] as const)('is not asked of %s, and is skipped', async (region) => {
    await expectWorld(servers(), {
      name: 'us1 only',
      kind: 'api-key',
      first: (fleet) => madeIn(fleet, region),
      arrange: ({ world, accounts }) => {
        addPhoneNumber(world, { accountSid: accounts.production.sid, phoneNumber: NUMBER });
      },
      declare: declaring(region),
      expected: 'pass',
    });
    const asked = servers()
      .twilio.journal.entries()
      .map(({ host }) => host.split('.')[0]);
    expect(asked.filter((product) => product !== 'api')).toEqual(['voice']);
  });
});

describe('a credential of another Region:', () => {
  it.each(MISMATCHES)('$name', async (world) => expectWorld(servers(), world));
});

describe('a credential', () => {
  it.each(OTHERS)('$name', async (world) => expectWorld(servers(), world));
});
