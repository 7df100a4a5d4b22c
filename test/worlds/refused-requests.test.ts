import { describe, it } from 'vitest';
import type { Fault } from '../../local/twilio/faults/fault.ts';
import { addApiKey } from '../../local/twilio/world/api-keys.ts';
import { keySecret } from '../functions/handlers/seed-example.ts';
import type { Fleet } from './fleet.ts';
import { expectWorld } from './judge-world.ts';
import { EVERYTHING, forBothKinds, type World } from './world.ts';
import { useWorldServers } from './world-servers.ts';

const servers = useWorldServers();

const NUMBERS = { match: { path: '/IncomingPhoneNumbers' } } as const;
const PROFILE = 'Primary compliance profile is not approved';
const REALM = 'Endpoint is not supported in realm ie1';
const OWN_ACCOUNT = { match: { path: '/Accounts/AC[0-9a-f]{32}\\.json' } } as const;

const refusing = (message: string, code = 20003, status = 401): Fault => ({
  kind: 'status',
  status,
  code,
  message,
});

const REFUSED: readonly World[] = [
  ...[PROFILE, 'Authenticate'].map(
    (message): World => ({
      name: `a key whose list of numbers is refused: ${message}`,
      kind: 'api-key',
      faults: () => [{ ...refusing(message), ...NUMBERS }],
      expected: 'inconclusive: credential.request-refused proven',
      asks: ['whoami'],
      says: message,
    }),
  ),
  {
    name: 'the same beside an auditor',
    kind: 'api-key',
    audited: true,
    faults: () => [{ ...refusing(PROFILE), ...NUMBERS }],
    expected: 'inconclusive: credential.request-refused proven',
    asks: ['whoami'],
  },
  {
    name: 'a Main key of a subaccount',
    kind: 'api-key',
    first: mainKey('production'),
    faults: () => [{ ...refusing(PROFILE), ...NUMBERS }],
    expected: 'inconclusive: credential.request-refused proven',
    asks: ['whoami'],
  },
  {
    name: 'a Main key of a top-level account, which reads it',
    kind: 'api-key',
    first: mainKey('parent'),
    declare: ({ accounts: { parent } }) => ({ account: { sid: parent.sid, shared: false } }),
    faults: () => [{ ...refusing(PROFILE), ...NUMBERS }],
    expected: 'inconclusive: credential.request-refused proven',
  },
  {
    name: 'a Main key of the parent, whose account Twilio names',
    kind: 'api-key',
    first: (fleet) => ({
      ...(mainKey('parent')(fleet) as object),
      accountSid: fleet.accounts.production.sid,
    }),
    faults: () => [{ ...refusing(PROFILE), ...NUMBERS }],
    expected: 'fail: environment.wrong-account proven > credential.over-privileged proven',
    asks: ['whoami'],
  },
  {
    name: 'a key with the Account SID of staging beside it',
    kind: 'api-key',
    first: (fleet) => ({ ...fleet.good('production'), accountSid: fleet.accounts.staging.sid }),
    faults: () => [{ ...refusing(PROFILE), ...NUMBERS }],
    expected:
      'fail: environment.wrong-account proven > environment.shared-credential proven > credential.request-refused proven',
    asks: ['other-sid', 'whoami'],
    says: 'its API key is right',
  },
  {
    name: 'an Auth Token whose account is refused',
    kind: 'auth-token',
    faults: () => [{ ...refusing(PROFILE), ...OWN_ACCOUNT }],
    expected: 'inconclusive: credential.request-refused proven',
    asks: ['parent-account', 'whoami'],
    says: PROFILE,
  },
  {
    name: 'a key that every request is refused to',
    kind: 'api-key',
    faults: () => [refusing(PROFILE)],
    expected: 'inconclusive: credential.request-refused proven',
    asks: EVERYTHING['api-key'],
    says: PROFILE,
  },
];

function mainKey(name: 'parent' | 'production'): (fleet: Fleet) => unknown {
  return ({ world, accounts }) =>
    keySecret(addApiKey(world, { accountSid: accounts[name].sid, keyType: 'main' }));
}

const OWN_ERRORS: readonly World[] = [
  ...(
    [
      [400, 20001, REALM],
      [404, 20404, REALM],
      [400, 90002, 'AccountSid is invalid'],
      [401, 20006, 'Access Denied'],
      [403, 20107, 'Invalid signature'],
      [422, 20422, 'Unprocessable'],
      [400, 20003, 'Authenticate'],
    ] as const
  ).flatMap(([status, code, message]) =>
    forBothKinds((kind) => ({
      name: `${status}/${code} "${message}"`,
      kind,
      faults: () => [refusing(message, code, status)],
      expected: 'inconclusive: twilio.unexpected-response likely',
      says: `HTTP ${status}, code ${code} "${message}"`,
      advises: /^Twilio itself does not accept this request of Region us1/,
    })),
  ),
  {
    name: '404/20404 for the declared account',
    kind: 'api-key',
    faults: () => [refusing('The requested resource /2010-04-01/… was not found', 20404, 404)],
    expected: 'inconclusive: twilio.unexpected-response likely',
    advises: /^See whether account\.sid is right/,
  },
  {
    name: 'HTML in place of an error',
    kind: 'api-key',
    faults: () => [{ kind: 'html', status: 404 }],
    expected: 'inconclusive: twilio.unexpected-response likely',
    advises: /^Look for a proxy or firewall/,
  },
];

describe('a 20003 to one request is not about a credential that works:', () => {
  it.each(REFUSED)('$name', async (world) => expectWorld(servers(), world));
});

describe("an error of Twilio's own is quoted, and no proxy is blamed for it:", () => {
  it.each(OWN_ERRORS)('$name', async (world) => expectWorld(servers(), world));
});
