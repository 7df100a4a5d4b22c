import { describe, expect, it } from 'vitest';
import type { EnvironmentExpectation } from '../../functions/domain/model/expectation.ts';
import type { CheckReport } from '../../functions/domain/model/report.ts';
import { runTestCall } from '../../functions/domain/test-call/run-test-call.ts';
import { addTestCredentials } from '../../local/twilio/world/accounts.ts';
import { addApiKey } from '../../local/twilio/world/api-keys.ts';
import { addOAuthApp } from '../../local/twilio/world/oauth-apps.ts';
import { Table } from '../functions/domain/test-call/play-test-call.ts';
import { keySecret, tokenSecret } from '../functions/handlers/seed-example.ts';
import type { Fleet } from './fleet.ts';
import { healthyFleet, verifyHealthy } from './healthy-fleet.ts';
import { useWorldServers } from './world-servers.ts';

const servers = useWorldServers();

const LIST = '/twilio/phone-numbers/active-numbers/list';
/** Of what the environment declares everything that a policy can hold. */
const EVERYTHING = [
  LIST,
  '/twilio/messaging/services/read',
  '/twilio/messaging/services.phonenumbers/list',
  '/twilio/voice/twiml.apps/read',
  '/twilio/verify/service/read',
  '/twilio/voice/calls/*',
];

interface Kind {
  readonly credential: EnvironmentExpectation['credential'];
  readonly secret: (fleet: Fleet, allow: readonly string[]) => unknown;
}

const apiKey = (keyType: 'standard' | 'main' | 'restricted'): Kind => ({
  credential: { kind: 'api-key', keyType },
  secret: ({ world, accounts }, allow) => {
    const accountSid = accounts.production.sid;
    const rights = keyType === 'restricted' ? { allow } : {};
    return keySecret(addApiKey(world, { accountSid, keyType, ...rights }));
  },
});

const KINDS: Readonly<Record<string, Kind>> = {
  standard: apiKey('standard'),
  main: apiKey('main'),
  restricted: apiKey('restricted'),
  'auth-token': {
    credential: { kind: 'auth-token' },
    secret: ({ accounts }) => tokenSecret(accounts.production),
  },
  'oauth-client': {
    credential: { kind: 'oauth-client' },
    secret: ({ world, accounts }, allow) => {
      const { clientId, clientSecret } = addOAuthApp(world, {
        accountSid: accounts.production.sid,
        allow,
      });
      return { clientId, clientSecret };
    },
  },
  test: { credential: { kind: 'test' }, secret: ({ world }) => addTestCredentials(world) },
};

/** `-`: the check says nothing. No auditor is declared; test credentials declare neither resources nor a test call. */
const HEALTHY = `
  check                         standard  main     restricted  auth-token  oauth-client  test
  secret.readable               pass      pass     pass        pass        pass          pass
  secret.shape                  pass      pass     pass        pass        pass          pass
  credential.format             pass      pass     pass        pass        pass          pass
  credential.kind               pass      pass     pass        pass        pass          pass
  environment.isolation         pass      pass     pass        pass        pass          pass
  credential.accepted           pass      pass     pass        pass        pass          pass
  account.identity              pass      pass     pass        pass        pass          pass
  account.parent                skipped   pass     skipped     pass        skipped       skipped
  account.active                skipped   pass     skipped     pass        skipped       skipped
  credential.key-type           pass      pass     skipped     skipped     skipped       skipped
  credential.reach              pass      pass     pass        pass        pass          skipped
  webhook.auth-token            skipped   skipped  skipped     skipped     skipped       skipped
  resources.phone-numbers       pass      pass     pass        pass        pass          -
  resources.messaging-services  pass      pass     pass        pass        pass          -
  resources.applications        pass      pass     pass        pass        pass          -
  resources.verify-services     pass      pass     pass        pass        pass          -
  resources.ready-to-send       pass      pass     skipped     pass        skipped       -
  test-call                     pass      pass     pass        pass        pass          -
`;

/** A policy that allows to list phone numbers, and nothing else of what is declared. */
const NOT_ALLOWED = `
  check                         restricted    oauth-client
  credential.accepted           pass          pass
  account.identity              pass          pass
  resources.phone-numbers       pass          pass
  resources.messaging-services  inconclusive  inconclusive
  resources.applications        inconclusive  inconclusive
  resources.verify-services     inconclusive  inconclusive
  resources.ready-to-send       skipped       skipped
  test-call                     skipped       skipped
`;

/** By kind, then by check. */
function columnsOf(table: string): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const [head = [], ...rows] = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/ +/));
  const [, ...kinds] = head;
  return new Map(
    kinds.map((kind, index) => [
      kind,
      Object.fromEntries(rows.map(([check = '', ...cells]) => [check, cells[index] ?? ''])),
    ]),
  );
}

async function checksOf(name: string, allow: readonly string[]): Promise<readonly CheckReport[]> {
  const kind = KINDS[name];
  if (kind === undefined) throw new Error(`no kind is called ${name}`);
  const { fleet, production } = healthyFleet(servers(), {
    first: (seeded) => kind.secret(seeded, allow),
  });
  const pair = [...fleet.world.testCredentials.keys()].at(-1) ?? '';
  const ofTest = {
    account: { sid: pair, shared: false },
    resources: undefined,
    testCall: undefined,
  };
  const declared = {
    ...production,
    credential: kind.credential,
    ...(name === 'test' ? ofTest : {}),
  };
  const order = { records: new Table(), execution: 'e-1', attempt: 'j-1', followForMs: 0 };
  const { checks } = await verifyHealthy(servers(), declared, {
    testCall: (...call) => runTestCall(order, ...call),
  });
  return checks;
}

function statuses(checks: readonly CheckReport[]): Readonly<Record<string, string>> {
  return Object.fromEntries(checks.map(({ id, status }) => [id, status]));
}

describe('of a healthy environment every check says what its table says:', () => {
  it.each([...columnsOf(HEALTHY)])('%s', async (name, column) => {
    const said = Object.entries(column).filter(([, status]) => status !== '-');
    expect(statuses(await checksOf(name, EVERYTHING))).toEqual(Object.fromEntries(said));
  });
});

describe('of what a policy does not allow every check says what its table says:', () => {
  it.each([...columnsOf(NOT_ALLOWED)])('%s', async (name, column) => {
    expect(statuses(await checksOf(name, [LIST]))).toMatchObject(column);
  });
});
