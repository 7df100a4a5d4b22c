import { describe, it } from 'vitest';
import type { EnvironmentExpectation } from '../../functions/domain/model/expectation.ts';
import type { Fault } from '../../local/twilio/faults/fault.ts';
import type { Fleet } from './fleet.ts';
import { expectWorld } from './judge-world.ts';
import type { World } from './world.ts';
import { useWorldServers } from './world-servers.ts';

const servers = useWorldServers();

const NUMBERS = { match: { path: '/IncomingPhoneNumbers' } } as const;

/** A page without numbers, from another address than the one that was asked, or sent otherwise. */
const NO_PROOF: readonly (readonly [
  string,
  (own: string, other: string) => string,
  Partial<Extract<Fault, { kind: 'json' }>>?,
])[] = [
  [
    "another account's, with the declared one in its query",
    (own, other) => `${page(other)}?x=/Accounts/${own}/IncomingPhoneNumbers`,
  ],
  ['on a path that leads elsewhere', (own, other) => `${page(own)}/../../../${other}/Calls.json`],
  ['with an encoded slash', (own) => page(own).replace('/Incoming', '%2FIncoming')],
  ['with dot segments', (own) => page(own).replace('/Accounts/', '/Accounts/./')],
  ['in another case', (own) => page(own).toLowerCase()],
  ['of another host', (own) => `https://example.com${page(own)}`],
  ['sent as HTML', page, { contentType: 'text/html' }],
  ['sent as text', page, { contentType: 'text/plain; charset=utf-8' }],
  ['of status 203', page, { status: 203 }],
  ['of status 201', page, { status: 201 }],
];

function page(accountSid: string): string {
  return `/2010-04-01/Accounts/${accountSid}/IncomingPhoneNumbers.json`;
}

const PAGES: readonly World[] = NO_PROOF.map(([what, uri, sent]) => ({
  name: what,
  kind: 'api-key',
  faults: ({ accounts: { production, staging } }) => [
    {
      kind: 'json',
      status: 200,
      body: { incoming_phone_numbers: [], uri: uri(production.sid, staging.sid) },
      ...sent,
      ...NUMBERS,
    },
  ],
  expected: 'inconclusive: twilio.unexpected-response likely',
}));

/** The account of its Auth Token, with some members otherwise than Twilio's documents have them. */
function accountWith(
  changes: Readonly<Record<string, string | null>>,
  declared: Partial<EnvironmentExpectation['account']> = {},
): Omit<World, 'name' | 'expected'> {
  return {
    kind: 'auth-token',
    declare: ({ accounts: { production } }) => ({
      account: { sid: production.sid, shared: false, ...declared },
    }),
    faults: (fleet) => [
      {
        kind: 'json',
        status: 200,
        body: { ...accountBody(fleet), ...changes },
        match: { path: `/Accounts/${fleet.accounts.production.sid}.json` },
      },
    ],
  };
}

function accountBody({ accounts: { production, parent } }: Fleet): Record<string, string> {
  return {
    sid: production.sid,
    owner_account_sid: parent.sid,
    status: 'active',
    type: 'Full',
    friendly_name: 'production',
  };
}

const MEMBERS: readonly World[] = [
  ...(
    [
      ['no owner', { owner_account_sid: null }],
      ['a type never seen', { type: 'Enterprise' }],
      ['no type', { type: null }],
      ['no name', { friendly_name: null }],
      ['no status', { status: null }],
      ['nothing but its SID', { owner_account_sid: null, type: null, status: null }],
    ] as const
  ).map(
    ([what, changes]): World => ({
      name: `${what}, where nothing is declared of it`,
      ...accountWith(changes),
      expected: 'pass',
    }),
  ),
  {
    name: 'a type never seen, where one is declared',
    ...accountWith({ type: 'Enterprise' }, { type: 'Full' }),
    expected: 'inconclusive: twilio.unexpected-response possible',
    says: 'a type that is not known here: "Enterprise"',
  },
  {
    name: 'no owner, where one is declared',
    ...accountWith({ owner_account_sid: null }, { parentSid: `AC${'0f'.repeat(16)}` }),
    expected: 'inconclusive: twilio.unexpected-response possible',
    says: 'names no owner',
  },
  {
    name: 'a status never seen',
    ...accountWith({ status: 'pending_closure' }),
    expected: 'inconclusive: twilio.unexpected-response possible',
    says: 'pending_closure',
  },
];

describe('a page proves a key only as the JSON of a 200 from the address that was asked:', () => {
  it.each(PAGES)('$name', async (world) => expectWorld(servers(), world));
});

describe('a member of an account matters only where a declaration needs it:', () => {
  it.each(MEMBERS)('$name', async (world) => expectWorld(servers(), world));
});
