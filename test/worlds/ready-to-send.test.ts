import { describe, it } from 'vitest';
import type { DeclaredResources } from '../../functions/domain/model/expectation.ts';
import type { Fault } from '../../local/twilio/faults/fault.ts';
import {
  addMessagingService,
  addPhoneNumber,
  deleteResource,
} from '../../local/twilio/world/resources.ts';
import { changeSending } from '../../local/twilio/world/sending.ts';
import type { Fleet } from './fleet.ts';
import { expectWorld } from './judge-world.ts';
import type { World } from './world.ts';
import { useWorldServers } from './world-servers.ts';

const servers = useWorldServers();

const FIRST = '+15551230000';
const NOTHING = { phoneNumbers: [], messagingServices: [], applications: [], verifyServices: [] };

const resources = (some: Partial<DeclaredResources>) => () => ({
  resources: { ...NOTHING, ...some },
});

const MG = `MG${'d'.repeat(32)}`;
const BN = `BN${'e'.repeat(32)}`;
const TOLL_FREE = '+18005550100';

/** Production's account has a messaging service, its number in it, and this state of what sending needs. */
const sends =
  (phoneNumber: string, changes: Parameters<typeof changeSending>[2] = {}) =>
  ({ world, accounts }: Fleet): void => {
    const accountSid = accounts.production.sid;
    for (const old of [...world.messagingServices.keys()]) deleteResource(world, old);
    addMessagingService(world, { accountSid, sid: MG });
    const { sid } = addPhoneNumber(world, { accountSid, phoneNumber });
    const tollfree = Object.fromEntries(
      Object.values(changes.tollfree ?? {}).map((status) => [sid, status]),
    );
    changeSending(world, accountSid, { senders: { [MG]: [sid] }, ...changes, tollfree });
  };

const REGISTERED = {
  campaigns: { [MG]: [{ status: 'VERIFIED', brandSid: BN, mock: false }] },
  brands: { [BN]: 'APPROVED' },
};

const service = (...sendsTo: readonly string[]) =>
  resources({ messagingServices: [{ sid: MG, sendsTo }] });

const caller = (number: string, ...sendsTo: readonly string[]) =>
  resources({ phoneNumbers: [{ number, capabilities: ['voice', 'sms'], sendsTo }] });

const READY: readonly World[] = (
  [
    ['a service with a sender, which sends nowhere in particular', sends(FIRST), service(), 'pass'],
    ['a service with a registered campaign', sends(FIRST, REGISTERED), service('US'), 'pass'],
    ['a number that calls and messages Great Britain', sends(FIRST), caller(FIRST, 'GB'), 'pass'],
    [
      'a service without a sender',
      sends(FIRST, { senders: {} }),
      service(),
      'fail: resource.not-capable proven',
      'it has no sender',
    ],
    [
      'a country that may not be called',
      sends(FIRST, { blockedCalls: ['GB'] }),
      caller(FIRST, 'GB', 'FR'),
      'fail: resource.not-ready proven',
      'calls to GB: not permitted',
    ],
    [
      'a country that may not be messaged',
      sends(FIRST, { blockedMessages: ['IN'] }),
      service('IN'),
      'fail: resource.not-ready proven',
      'messages to IN: not permitted',
    ],
    [
      'no campaign',
      sends(FIRST),
      service('US'),
      'fail: resource.not-ready proven',
      'no campaign is registered',
    ],
    [
      'a campaign that waits',
      sends(FIRST, { campaigns: { [MG]: [{ status: 'PENDING', brandSid: BN, mock: false }] } }),
      service('PR'),
      'fail: resource.not-ready proven',
      'PENDING',
    ],
    [
      'a mock campaign',
      sends(FIRST, { campaigns: { [MG]: [{ status: 'VERIFIED', brandSid: BN, mock: true }] } }),
      service('US'),
      'fail: resource.not-ready proven',
      'a mock campaign',
    ],
    [
      'a campaign in a state that is not known here',
      sends(FIRST, { campaigns: { [MG]: [{ status: 'ON_HOLD', brandSid: BN, mock: false }] } }),
      service('US'),
      'inconclusive: resource.not-ready possible',
      'ON_HOLD',
    ],
    [
      'a brand that is suspended',
      sends(FIRST, { ...REGISTERED, brands: { [BN]: 'SUSPENDED' } }),
      service('US'),
      'fail: resource.not-ready proven',
      'SUSPENDED',
    ],
    [
      'a toll-free number that is verified, and needs no campaign',
      sends(TOLL_FREE, { tollfree: { x: 'TWILIO_APPROVED' } }),
      service('US', 'CA'),
      'pass',
    ],
    [
      'a toll-free number that is not verified',
      sends(TOLL_FREE),
      service('CA'),
      'fail: resource.not-ready proven',
      'no verification',
    ],
    ['a long code to Canada, which needs no campaign', sends(FIRST), service('CA'), 'pass'],
    [
      'a profile that waits',
      sends(FIRST, { profiles: ['in-review'] }),
      service('GB'),
      'fail: account.profile-not-approved proven',
      'in-review',
    ],
  ] as const
).map(([name, arrange, declare, expected, says]) => ({
  name,
  kind: 'api-key',
  arrange,
  declare,
  expected,
  ...(says === undefined ? {} : { says }),
}));

const EXPECTED_OF_SENDERS = 'inconclusive: twilio.unexpected-response likely';

const listAnswers = (path: string, body: Readonly<Record<string, unknown>>): Fault => ({
  match: { path },
  kind: 'json',
  status: 200,
  body: JSON.parse(JSON.stringify(body)),
});

const OTHERS: readonly World[] = (
  [
    [
      'a list of senders that holds none',
      'PhoneNumbers$',
      { phone_numbers: [null], meta: { key: 'phone_numbers' } },
    ],
    [
      'a sender of another account',
      'PhoneNumbers$',
      { phone_numbers: [{ account_sid: `AC${'0'.repeat(32)}`, sid: 'PN' }], meta: {} },
    ],
    [
      'a campaign of another service',
      'Usa2p$',
      { compliance: [{ campaign_status: 'VERIFIED', messaging_service_sid: 'MG', mock: false }] },
    ],
    ['a list of campaigns that is none', 'Usa2p$', { compliance: 'VERIFIED' }],
  ] as const
).map(([name, path, body]) => ({
  name: `${name} proves nothing`,
  kind: 'api-key',
  arrange: sends(FIRST, REGISTERED),
  declare: service('US'),
  faults: () => [listAnswers(path, body)],
  expected: path === 'Usa2p$' ? 'inconclusive: resource.not-ready possible' : EXPECTED_OF_SENDERS,
}));

describe('what sending needs:', () => {
  it.each(OTHERS)('$name', async (world) => expectWorld(servers(), world));

  it.each(READY)('$name', async (world) => expectWorld(servers(), world));
});
