import { describe, it } from 'vitest';
import { addMessagingService } from '../../local/twilio/world/resources.ts';
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

describe('a Restricted key without what is declared:', () => {
  it.each(WORLDS)('$name', async (world) => expectWorld(servers(), { kind: 'api-key', ...world }));
});
