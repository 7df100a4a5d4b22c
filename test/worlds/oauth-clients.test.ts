import { describe, expect, it } from 'vitest';
import type { EnvironmentExpectation } from '../../functions/domain/model/expectation.ts';
import { setAccountStatus } from '../../local/twilio/world/accounts.ts';
import { addOAuthApp, deleteOAuthApp, type OAuthApp } from '../../local/twilio/world/oauth-apps.ts';
import { addVerifyService } from '../../local/twilio/world/resources.ts';
import type { Fleet } from './fleet.ts';
import { expectWorld } from './judge-world.ts';
import type { World } from './world.ts';
import { useWorldServers } from './world-servers.ts';

const servers = useWorldServers();

const VA = `VA${'b'.repeat(32)}`;
const DECLARED = { credential: { kind: 'oauth-client' } } as const;

const secretOf = ({ clientId, clientSecret }: OAuthApp, accountSid?: string) => ({
  clientId,
  clientSecret,
  ...(accountSid === undefined ? {} : { accountSid }),
});

const app = ({ world, accounts }: Fleet, allow?: readonly string[]): OAuthApp =>
  addOAuthApp(world, { accountSid: accounts.production.sid, allow });

const wrongSecret = (fleet: Fleet) => ({
  ...secretOf(app(fleet)),
  clientSecret: 'kT4-vQ9_zB2xLm7RwYp0NcJd8HsGf3AekT4-vQ9_zB2xLm7RwYp0NcJd8HsGf3Ae',
});

const verifyService = (): Partial<EnvironmentExpectation> => ({
  ...DECLARED,
  resources: { phoneNumbers: [], messagingServices: [], applications: [], verifyServices: [VA] },
});

const OAUTH = { host: 'oauth.twilio.com' };
const REJECTED = 'fail: credential.rejected likely > account.suspended possible';

const WORLDS: readonly Omit<World, 'kind'>[] = [
  {
    name: 'a client of the declared account',
    first: (fleet) => secretOf(app(fleet)),
    expected: 'pass',
  },
  {
    name: 'with an auditor, which shows the account',
    audited: true,
    first: (fleet) => secretOf(app(fleet), fleet.accounts.production.sid),
    expected: 'pass',
  },
  {
    name: 'an app that may not list phone numbers',
    first: (fleet) => secretOf(app(fleet, ['/twilio/messaging/messages/create'])),
    expected: 'inconclusive: credential.insufficient-permission likely',
    says: 'a permission is missing: /twilio/phone-numbers/active-numbers/list',
    advises: /^Add \/twilio\/phone-numbers\/active-numbers\/list to the OAuth app's permissions/,
  },
  {
    name: 'an app that may not read a declared Verify service',
    first: (fleet) => secretOf(app(fleet)),
    arrange: ({ world, accounts }) => {
      addVerifyService(world, { accountSid: accounts.production.sid, sid: VA });
    },
    declare: verifyService,
    expected: 'inconclusive: credential.insufficient-permission proven',
    says: 'it lacks /twilio/verify/service/read',
  },
  {
    name: 'an app that may read it',
    first: (fleet) =>
      secretOf(
        app(fleet, ['/twilio/phone-numbers/active-numbers/list', '/twilio/verify/service/*']),
      ),
    arrange: ({ world, accounts }) => {
      world.verifyServices.clear();
      addVerifyService(world, { accountSid: accounts.production.sid, sid: VA });
    },
    declare: verifyService,
    expected: 'pass',
  },
  ...([400, 401] as const).map((status) => ({
    name: `a wrong client secret, HTTP ${status}`,
    first: wrongSecret,
    arrange: ({ world }: Fleet) => {
      world.settings = { ...world.settings, oauthRefusal: { status, code: 20003 } };
    },
    expected: REJECTED,
    says: 'Twilio gives the OAuth client no access token',
  })),
  {
    name: 'a wrong client secret beside a version that works',
    first: (fleet) => secretOf(app(fleet)),
    arrange: (fleet) => fleet.put('production', wrongSecret(fleet)),
    expected: 'fail: credential.stale-version proven',
    asks: ['version:AWSPREVIOUS'],
    requests: 2,
  },
  {
    name: 'an app that was deleted',
    first: (fleet) => secretOf(app(fleet)),
    arrange: ({ world }) => {
      for (const clientId of world.oauthApps.keys()) deleteOAuthApp(world, clientId);
    },
    expected: REJECTED,
  },
  {
    name: "an app of staging's account",
    first: ({ world, accounts }) =>
      secretOf(addOAuthApp(world, { accountSid: accounts.staging.sid })),
    expected: 'fail: environment.wrong-account proven',
    asks: ['whoami', 'account-of:staging'],
    says: 'its OAuth client is that of staging',
  },
  {
    name: "the parent's app, which does not work in its subaccount",
    first: ({ world, accounts }) =>
      secretOf(addOAuthApp(world, { accountSid: accounts.parent.sid })),
    expected: REJECTED,
    asks: ['whoami', 'account-of:staging'],
    says: 'its access token names account AC',
  },
  {
    name: 'a suspended account',
    audited: true,
    first: (fleet) => secretOf(app(fleet)),
    arrange: ({ world, accounts }) => {
      setAccountStatus(world, accounts.production.sid, 'suspended');
    },
    expected: 'fail: account.suspended proven > credential.rejected possible',
  },
  {
    name: 'a token endpoint that is down: a POST is not repeated',
    first: (fleet) => secretOf(app(fleet)),
    faults: () => [{ match: OAUTH, kind: 'status', status: 503, code: 20503, times: 1 }],
    expected: 'inconclusive: twilio.unavailable proven',
  },
  {
    name: 'a token endpoint that answers with a web page',
    first: (fleet) => secretOf(app(fleet)),
    faults: () => [{ match: OAUTH, kind: 'html', status: 401 }],
    expected: 'inconclusive: twilio.unexpected-response likely',
  },
  {
    name: 'too many requests at the token endpoint',
    first: (fleet) => secretOf(app(fleet)),
    faults: () => [{ match: OAUTH, kind: 'status', status: 429, code: 20429, times: 3 }],
    expected: 'inconclusive: twilio.rate-limited proven',
  },
  {
    name: 'an API key where an OAuth client is declared',
    expected: 'fail: credential.wrong-kind proven',
  },
];

describe('OAuth clients:', () => {
  it.each(WORLDS)('$name', async (world) =>
    expectWorld(servers(), { kind: 'api-key', declare: () => DECLARED, ...world }),
  );

  it('take two requests, one after the other', async () => {
    await expectWorld(servers(), {
      name: 'two requests',
      kind: 'api-key',
      first: (fleet) => secretOf(app(fleet)),
      declare: () => DECLARED,
      expected: 'pass',
    });
    const asked = servers().twilio.journal.entries();
    expect(asked.map(({ method, host }) => `${method} ${host}`)).toEqual([
      'POST oauth.twilio.com',
      'GET api.twilio.com',
    ]);
  });
});
