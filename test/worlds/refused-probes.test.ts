import { describe, it } from 'vitest';
import { addVerifyService } from '../../local/twilio/world/resources.ts';
import { expectWorld } from './judge-world.ts';
import { declared, restricted } from './restricted-key.ts';
import type { World } from './world.ts';
import { useWorldServers } from './world-servers.ts';

const servers = useWorldServers();

const VA = `VA${'b'.repeat(32)}`;
const NOTHING = { phoneNumbers: [], messagingServices: [], applications: [], verifyServices: [] };

const messagesOf = (sid: string): string =>
  `https://api.twilio.com/2010-04-01/Accounts/${sid}/Messages.json?PageSize=1`;

const WORLDS: readonly Omit<World, 'kind'>[] = [
  {
    name: 'a validationUrl of another account, which refuses every key',
    first: ({ accounts, ...fleet }) =>
      restricted(
        ['/twilio/phone-numbers/active-numbers/list'],
        messagesOf(accounts.staging.sid),
      )({ accounts, ...fleet }),
    declare: declared(),
    expected: 'fail: credential.malformed proven',
    says: 'this one names account AC',
    advises: /^Store a read-only URL of Twilio/,
  },
  {
    name: "all of staging's secret, by its validationUrl",
    first: (fleet) => {
      const { sid } = fleet.accounts.staging;
      const allow = ['/twilio/messaging/messages/list'];
      const secret = restricted(allow, messagesOf(sid), 'staging')(fleet);
      return { ...(secret as object), accountSid: sid };
    },
    declare: declared(),
    expected: 'fail: environment.wrong-account proven > environment.shared-credential proven',
  },
  {
    name: 'a probe that Twilio refuses of a key that it shows a resource of the account',
    first: restricted(['/twilio/verify/service/read']),
    arrange: ({ world, accounts }) => {
      world.verifyServices.clear();
      addVerifyService(world, { accountSid: accounts.production.sid, sid: VA });
    },
    declare: declared('https://conversations.twilio.com/v1/Configuration', {
      resources: { ...NOTHING, verifyServices: [VA] },
    }),
    faults: () => [
      { match: { host: 'conversations.twilio.com' }, kind: 'status', status: 401, code: 20003 },
    ],
    expected: 'inconclusive: credential.request-refused proven',
    says: 'it works: GET https://verify.twilio.com/',
  },
  {
    name: 'a probe that is not there doubts no account',
    first: restricted(['/twilio/conversations/configuration/read']),
    declare: declared('https://conversations.twilio.com/v1/Configuration'),
    faults: () => [
      {
        match: { host: 'conversations.twilio.com' },
        kind: 'status',
        status: 404,
        code: 20404,
        message: 'The requested resource /Configuration was not found',
      },
    ],
    expected: 'inconclusive: twilio.unexpected-response likely',
    says: 'HTTP 404, code 20404',
    advises: /^Twilio itself does not accept this request/,
  },
];

describe('what Twilio refuses of another account, or of one request, says nothing against a Restricted key:', () => {
  it.each(WORLDS)('$name', async (world) => expectWorld(servers(), { kind: 'api-key', ...world }));
});
