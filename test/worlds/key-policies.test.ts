import { describe, it } from 'vitest';
import { addApiKey } from '../../local/twilio/world/api-keys.ts';
import { addMessagingService } from '../../local/twilio/world/resources.ts';
import { keySecret } from '../functions/handlers/seed-example.ts';
import { expectWorld } from './judge-world.ts';
import { declared, restricted } from './restricted-key.ts';
import type { World } from './world.ts';
import { useWorldServers } from './world-servers.ts';

const servers = useWorldServers();

const MG = `MG${'d'.repeat(32)}`;
const NOTHING = { phoneNumbers: [], messagingServices: [], applications: [], verifyServices: [] };
const NUMBERS = '/twilio/phone-numbers/active-numbers/list';
const OWN_POLICY = '/twilio/iam/api-keys/read';

const WORLDS: readonly Omit<World, 'kind'>[] = [
  ...(
    [
      ['the auditor', true, []],
      ['the key itself', false, [OWN_POLICY]],
    ] as const
  ).map(
    ([who, audited, own]): Omit<World, 'kind'> => ({
      name: `the policy is read by ${who}, and every permission that is missing is named`,
      audited,
      first: restricted([NUMBERS, ...own]),
      arrange: ({ world, accounts }) => {
        world.messagingServices.clear();
        addMessagingService(world, { accountSid: accounts.production.sid, sid: MG });
      },
      declare: declared(undefined, {
        resources: { ...NOTHING, messagingServices: [{ sid: MG, sendsTo: [] }] },
        testCall: {
          kind: 'message',
          messagingService: MG,
          to: '+15551239999',
          acknowledgeCharges: true,
          maxPerDay: 1,
        },
      }),
      expected: 'inconclusive: credential.insufficient-permission proven',
      asks: ['key-policy'],
      says: 'the test call needs /twilio/messaging/messages/create',
      advises:
        /: \/twilio\/messaging\/services\/read, \/twilio\/messaging\/services\.phonenumbers\/list, \/twilio\/messaging\/messages\/create, /,
    }),
  ),
];

/** As where a Restricted key holds a permission that Twilio's documentation gives to Main keys alone. */
const readsAccount: World['faults'] = ({ accounts: { parent, production } }) => [
  {
    match: { path: `/Accounts/${production.sid}\\.json$` },
    kind: 'json',
    status: 200,
    body: { sid: production.sid, status: 'active', type: 'Full', owner_account_sid: parent.sid },
  },
];

const READERS: readonly Omit<World, 'kind'>[] = [
  {
    name: 'is no Main key where the auditor reads its policy',
    audited: true,
    first: restricted([NUMBERS]),
    declare: declared(),
    faults: readsAccount,
    expected: 'pass',
    asks: ['key-policy'],
  },
  {
    name: 'is not blamed as a proven Main key where its policy cannot be read',
    first: restricted([NUMBERS]),
    declare: declared(),
    faults: readsAccount,
    expected: 'fail: credential.over-privileged likely',
    asks: ['key-policy'],
    says: 'expected a Restricted key, found one that reads its account, as a Main key does',
    advises: /^See in the Twilio Console of what type the key is\./,
  },
  {
    name: 'is a Main key where Twilio says that it has no policy',
    audited: true,
    first: ({ world, accounts }) =>
      keySecret(addApiKey(world, { accountSid: accounts.production.sid, keyType: 'main' })),
    declare: declared(),
    expected: 'fail: credential.over-privileged proven',
    asks: ['key-policy'],
    says: 'expected a Restricted key, found a Main key',
    advises: /delete the Main key\.$/,
  },
];

describe('a key that is declared as Restricted and reads its account', () => {
  it.each(READERS)('$name', async (world) => expectWorld(servers(), { kind: 'api-key', ...world }));
});

describe('a Restricted key without what is declared:', () => {
  it.each(WORLDS)('$name', async (world) => expectWorld(servers(), { kind: 'api-key', ...world }));
});
