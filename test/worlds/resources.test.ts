import { describe, it } from 'vitest';
import type { DeclaredResources } from '../../functions/domain/model/expectation.ts';
import { addApiKey } from '../../local/twilio/world/api-keys.ts';
import {
  addApplication,
  addPhoneNumber,
  addVerifyService,
} from '../../local/twilio/world/resources.ts';
import { keySecret } from '../functions/handlers/seed-example.ts';
import type { Fleet } from './fleet.ts';
import { expectWorld } from './judge-world.ts';
import { forBothKinds, type World } from './world.ts';
import { useWorldServers } from './world-servers.ts';

const servers = useWorldServers();

const NUMBERS = Array.from(
  { length: 20 },
  (_, index) => `+1555123${String(index).padStart(4, '0')}`,
);
const [FIRST = ''] = NUMBERS;
const NOTHING = { phoneNumbers: [], messagingServices: [], applications: [], verifyServices: [] };

const resources = (some: Partial<DeclaredResources>) => () => ({
  resources: { ...NOTHING, ...some },
});

const numbers = (
  some: readonly string[],
  capabilities: DeclaredResources['phoneNumbers'][number]['capabilities'] = ['voice', 'sms'],
) => resources({ phoneNumbers: some.map((number) => ({ number, capabilities, sendsTo: [] })) });

/** Gives production's account these numbers. */
const own = ({ world, accounts }: Fleet, some: readonly string[]): void => {
  const accountSid = accounts.production.sid;
  for (const phoneNumber of some) addPhoneNumber(world, { accountSid, phoneNumber });
};

/** Numbers that no configuration here declares. */
const others = (howMany: number): readonly string[] =>
  Array.from({ length: howMany }, (_, index) => `+44700${String(index).padStart(6, '0')}`);

const AP = `AP${'a'.repeat(32)}`;
const VA = `VA${'b'.repeat(32)}`;
const OTHER_VA = `VA${'c'.repeat(32)}`;

const verifyAnswers = (status: number, body: Readonly<Record<string, string | number>>) =>
  ({ match: { host: 'verify.twilio.com' }, kind: 'json', status, body }) as const;

const WORLDS: readonly World[] = [
  ...forBothKinds((kind) => ({
    name: 'one declared number is found by filter',
    kind,
    arrange: (fleet) => own(fleet, [...others(3), FIRST]),
    declare: numbers([FIRST]),
    expected: 'pass',
  })),
  ...forBothKinds((kind) => ({
    name: 'a number that only begins as the declared one does is not it',
    kind,
    arrange: (fleet) => own(fleet, [`${FIRST}9`]),
    declare: numbers([FIRST]),
    expected: 'fail: resource.missing proven',
    asks: ['resource-owner:staging'],
    says: `${FIRST} is not in account`,
  })),
  {
    name: "a number of staging's account is not in production's",
    kind: 'api-key',
    arrange: ({ world, accounts }) => {
      addPhoneNumber(world, { accountSid: accounts.staging.sid, phoneNumber: FIRST });
    },
    declare: numbers([FIRST]),
    expected: 'fail: environment.wrong-account proven > resource.missing proven',
    asks: ['resource-owner:staging'],
    says: `${FIRST} is of staging`,
  },
  {
    name: 'a number without the declared capability',
    kind: 'api-key',
    arrange: ({ world, accounts }) => {
      addPhoneNumber(world, {
        accountSid: accounts.production.sid,
        phoneNumber: FIRST,
        capabilities: { voice: true },
      });
    },
    declare: numbers([FIRST], ['voice', 'sms', 'mms']),
    expected: 'fail: resource.not-capable proven',
    says: 'it has no sms, no mms',
  },
  {
    name: 'applications and Verify services of this account',
    kind: 'api-key',
    arrange: ({ world, accounts }) => {
      addApplication(world, { accountSid: accounts.production.sid, sid: AP });
      addVerifyService(world, { accountSid: accounts.production.sid, sid: VA });
    },
    declare: resources({ applications: [AP], verifyServices: [VA] }),
    expected: 'pass',
  },
  {
    name: "a Verify service of staging's account",
    kind: 'auth-token',
    arrange: ({ world, accounts }) => {
      addVerifyService(world, { accountSid: accounts.staging.sid, sid: OTHER_VA });
    },
    declare: resources({ verifyServices: [OTHER_VA] }),
    expected: 'fail: environment.wrong-account proven > resource.missing proven',
    asks: ['resource-owner:staging'],
    says: "is the missing resource in staging's account: yes",
  },
  {
    name: 'an outage of Verify says nothing of the service',
    kind: 'api-key',
    declare: resources({ verifyServices: [VA] }),
    faults: () => [
      { match: { host: 'verify.twilio.com' }, kind: 'status', status: 503, code: 20503, times: 3 },
    ],
    expected: 'inconclusive: twilio.unavailable proven',
    says: 'was not judged',
  },
  {
    name: 'a Restricted key that may not read the Verify service, by the sentence under code 8021',
    kind: 'api-key',
    first: ({ world, accounts }) => {
      const accountSid = accounts.production.sid;
      const allow = ['/twilio/phone-numbers/active-numbers/*'];
      return keySecret(addApiKey(world, { accountSid, keyType: 'restricted', allow }));
    },
    declare: resources({ verifyServices: [VA] }),
    expected: 'inconclusive: credential.insufficient-permission proven',
    asks: ['key-policy'],
    says: 'it lacks /twilio/verify/service/read',
    advises: /Add to the key's policy .*: \/twilio\/verify\/service\/read\.$/,
  },
  ...(
    [
      ['an account that is no SID', { account_sid: 'URGENT: sign in at http://evil.example' }],
      ['no account', {}],
      ['another SID', { sid: OTHER_VA }],
    ] as const
  ).map(
    ([what, body]): World => ({
      name: `a body with ${what} proves nothing, and is not quoted`,
      kind: 'api-key',
      declare: resources({ verifyServices: [VA] }),
      faults: () => [verifyAnswers(200, { sid: VA, ...body })],
      expected: 'inconclusive: twilio.unexpected-response likely',
    }),
  ),
  {
    name: 'a 404 that says something else than not found is no missing resource',
    kind: 'api-key',
    declare: resources({ verifyServices: [VA] }),
    faults: () => [
      verifyAnswers(404, {
        code: 20404,
        message: 'Endpoint is not supported in realm us1',
        status: 404,
      }),
    ],
    expected: 'inconclusive: twilio.unexpected-response likely',
    says: 'Endpoint is not supported in realm us1',
  },
  {
    name: 'a request that Twilio refuses asks for no new key',
    kind: 'api-key',
    declare: resources({ verifyServices: [VA] }),
    faults: () => [verifyAnswers(401, { code: 20003, message: 'Authenticate', status: 401 })],
    expected: 'inconclusive: credential.request-refused proven',
  },
  {
    name: 'of a credential that Twilio rejects nothing is said',
    kind: 'api-key',
    first: ({ dead }) => dead(),
    declare: resources({ verifyServices: [VA] }),
    expected: 'fail: credential.rejected likely > account.suspended possible',
    asks: ['whoami', 'region:ie1', 'region:au1', 'account-of:staging'],
  },
];

describe('declared resources:', () => {
  it.each(WORLDS)('$name', async (world) => expectWorld(servers(), world));
});

describe('twenty declared numbers', () => {
  it.each([
    [90, 1],
    [2_000, 2],
  ])('in an account that owns %i take so many pages: %i', async (owned, pages) => {
    await expectWorld(servers(), {
      name: 'pages',
      kind: 'api-key',
      arrange: (fleet) => own(fleet, [...others(owned - NUMBERS.length), ...NUMBERS]),
      declare: numbers(NUMBERS),
      expected: 'pass',
    });
    const lists = servers()
      .twilio.journal.entries()
      .filter(({ path }) => path.endsWith('/IncomingPhoneNumbers.json'));
    if (lists.length !== pages) throw new Error(`${lists.length} pages were read`);
  });
});
