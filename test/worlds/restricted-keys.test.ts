import { describe, expect, it } from 'vitest';
import type { EnvironmentExpectation } from '../../functions/domain/model/expectation.ts';
import type { Fault } from '../../local/twilio/faults/fault.ts';
import { addVerifyService } from '../../local/twilio/world/resources.ts';
import type { Fleet } from './fleet.ts';
import { expectWorld } from './judge-world.ts';
import { declared, restricted } from './restricted-key.ts';
import type { World } from './world.ts';
import { useWorldServers } from './world-servers.ts';

const servers = useWorldServers();

const VA = `VA${'b'.repeat(32)}`;
const NOTHING = { phoneNumbers: [], messagingServices: [], applications: [], verifyServices: [] };
const CONFIGURATION = 'https://conversations.twilio.com/v1/Configuration';
const GEO = 'https://accounts.twilio.com/v1/Messaging/GeoPermissions?CountryCode=US';
const SERVICES = 'https://messaging.twilio.com/v1/Services';

const CONVERSATIONS = '/twilio/conversations/configuration/read';
const NUMBERS = '/twilio/phone-numbers/active-numbers/list';
const VERIFY = '/twilio/verify/service/read';

const verify: Partial<EnvironmentExpectation> = {
  resources: { ...NOTHING, verifyServices: [VA] },
};

const ownVerify = ({ world, accounts }: Fleet): void => {
  world.verifyServices.clear();
  addVerifyService(world, { accountSid: accounts.production.sid, sid: VA });
};

const answers = (host: string, times: number): Fault => ({
  match: { host },
  kind: 'json',
  status: 200,
  body: { permissions: [] },
  times,
});

const WORLDS: readonly Omit<World, 'kind'>[] = [
  {
    name: 'a declared probe whose answer names the account',
    first: restricted([CONVERSATIONS]),
    declare: declared(CONFIGURATION),
    expected: 'pass',
  },
  {
    name: 'a declared probe for a key of no declared type',
    first: restricted([CONVERSATIONS]),
    declare: () => ({ probe: CONFIGURATION }),
    expected: 'pass',
  },
  {
    name: 'a list of the v2010 API as probe, which names the account in its address',
    first: restricted([NUMBERS]),
    declare: ({ accounts }) => ({
      probe: `https://api.twilio.com/2010-04-01/Accounts/${accounts.production.sid}/IncomingPhoneNumbers.json?PageSize=1`,
    }),
    expected: 'pass',
  },
  {
    name: "the secret's validationUrl",
    first: restricted([CONVERSATIONS], CONFIGURATION),
    declare: declared(),
    expected: 'pass',
  },
  {
    name: "the secret's validationUrl, where the list shows that the key may not list numbers",
    first: restricted([CONVERSATIONS], CONFIGURATION),
    expected: 'pass',
  },
  {
    name: 'a declared probe comes before the validationUrl',
    first: restricted([CONVERSATIONS], SERVICES),
    declare: declared(CONFIGURATION),
    expected: 'pass',
  },
  {
    name: 'a declared resource, where the key may read nothing else',
    first: restricted([VERIFY]),
    arrange: ownVerify,
    declare: declared(undefined, verify),
    expected: 'pass',
  },
  {
    name: "staging's key, by the account that the probe's answer names",
    first: restricted([CONVERSATIONS], undefined, 'staging'),
    declare: declared(CONFIGURATION),
    expected: 'fail: environment.wrong-account proven',
    says: 'its API key is that of staging',
  },
  {
    name: "staging's key, by a resource of its account",
    first: restricted([VERIFY], undefined, 'staging'),
    arrange: ({ world, accounts }) => {
      world.verifyServices.clear();
      addVerifyService(world, { accountSid: accounts.staging.sid, sid: VA });
    },
    declare: declared(undefined, verify),
    expected: 'fail: environment.wrong-account proven',
    says: 'its API key is that of staging',
  },
  {
    name: 'a probe that the key may not call, with the permission that Twilio names',
    first: restricted([VERIFY]),
    declare: declared(CONFIGURATION),
    expected: 'inconclusive: credential.insufficient-permission likely',
    asks: ['key-policy'],
    advises: new RegExp(`^Add ${CONVERSATIONS} to the key's policy in the Twilio Console, and`),
  },
  {
    name: 'an answer that names no account, and a list that shows it',
    first: restricted(['/twilio/messaging/services/list', NUMBERS]),
    declare: declared(SERVICES),
    expected: 'pass',
  },
  {
    name: 'an answer that names no account, and an auditor that sees the key',
    audited: true,
    first: restricted(['/twilio/messaging/services/list']),
    declare: declared(SERVICES),
    expected: 'pass',
  },
  {
    name: 'an answer that names no account, and nothing that shows it',
    first: restricted(['/twilio/messaging/services/list']),
    declare: declared(SERVICES),
    expected: 'inconclusive: credential.insufficient-permission proven',
    says: 'it may read nothing that names its account',
    advises: /^Add \/twilio\/phone-numbers\/active-numbers\/list to the key's policy/,
  },
  {
    name: "staging's key, where neither the probe nor the refused list says whose it is",
    first: restricted(['/twilio/messaging/services/list', CONVERSATIONS], undefined, 'staging'),
    declare: declared(SERVICES),
    expected: 'fail: environment.wrong-account proven > credential.insufficient-permission proven',
    asks: ['whoami'],
    says: 'its API key is that of staging',
  },
  {
    name: 'a probe that answers anyone proves nothing',
    first: restricted([VERIFY]),
    declare: declared(GEO),
    faults: () => [answers('accounts.twilio.com', 2)],
    expected: 'inconclusive: config.invalid proven',
    says: 'answers without a credential too',
    advises: /^Declare as environments\.production\.probe a URL/,
  },
  {
    name: 'a validationUrl that answers anyone proves no dead key',
    first: ({ dead }) => ({ ...(dead() as object), validationUrl: GEO }),
    declare: declared(),
    faults: () => [answers('accounts.twilio.com', 2)],
    expected: 'inconclusive: config.invalid proven',
    advises: /^Store as validationUrl a URL/,
  },
  {
    name: 'a dead key, by its probe',
    first: ({ dead }) => dead(),
    declare: declared(CONFIGURATION),
    expected: 'fail: credential.rejected likely > account.suspended possible',
    asks: ['whoami', 'region:ie1', 'region:au1', 'account-of:staging'],
  },
  {
    name: 'a dead key beside a version that answers the probe',
    first: restricted([CONVERSATIONS]),
    arrange: ({ put, dead }) => put('production', dead()),
    declare: declared(CONFIGURATION),
    expected: 'fail: credential.stale-version proven',
    asks: ['version:AWSPREVIOUS'],
  },
  {
    name: 'a dead key beside a version whose answer names no account: it explains nothing',
    first: restricted(['/twilio/messaging/services/list']),
    arrange: ({ put, dead }) => put('production', dead()),
    declare: declared(SERVICES),
    expected: 'fail: credential.rejected likely > account.suspended possible',
    asks: ['version:AWSPREVIOUS', 'whoami', 'region:ie1', 'region:au1', 'account-of:staging'],
    says: 'it answers its probe, which names no account',
  },
  {
    name: 'a dead key beside a dead version',
    first: ({ dead }) => dead(),
    arrange: ({ put, dead }) => put('production', dead()),
    declare: declared(CONFIGURATION),
    expected: 'fail: credential.rejected likely > account.suspended possible',
    asks: ['version:AWSPREVIOUS', 'whoami', 'region:ie1', 'region:au1', 'account-of:staging'],
  },
  {
    name: 'an outage of the probe',
    first: restricted([CONVERSATIONS]),
    declare: declared(CONFIGURATION),
    faults: () => [
      {
        match: { host: 'conversations.twilio.com' },
        kind: 'status',
        status: 503,
        code: 20503,
        times: 6,
      },
    ],
    expected: 'inconclusive: twilio.unavailable proven',
  },
];

describe('a Restricted key:', () => {
  it.each(WORLDS)('$name', async (world) => expectWorld(servers(), { kind: 'api-key', ...world }));

  it('is asked by its probe, with and without the key, in place of the list', async () => {
    await expectWorld(servers(), {
      name: 'requests',
      kind: 'api-key',
      first: restricted([CONVERSATIONS]),
      declare: declared(CONFIGURATION),
      expected: 'pass',
    });
    const asked = servers().twilio.journal.entries();
    expect(asked.map(({ host, username = 'nobody' }) => `${host} ${username.slice(0, 2)}`)).toEqual(
      ['conversations.twilio.com SK', 'conversations.twilio.com no', 'api.twilio.com SK'],
    );
  });
});
