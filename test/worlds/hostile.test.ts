import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../functions/configuration/parse-configuration.ts';
import { addApiKey } from '../../local/twilio/world/api-keys.ts';
import { keySecret } from '../functions/handlers/seed-example.ts';
import type { Fleet, Kind } from './fleet.ts';
import { expectWorld } from './judge-world.ts';
import { EVERYTHING, type World } from './world.ts';
import { useWorldServers } from './world-servers.ts';

const servers = useWorldServers();

/** Where a hostile URL would lead; nobody may ever come. */
let trap: Server;
let caught = 0;

beforeAll(async () => {
  trap = createServer((_request, response) => {
    caught += 1;
    response.end('{}');
  });
  trap.on('connection', () => {
    caught += 1;
  });
  trap.listen(0, '127.0.0.1');
  await once(trap, 'listening');
});

afterAll(() => {
  trap.close();
  trap.closeAllConnections();
});

const port = (): number => (trap.address() as AddressInfo).port;

const HOSTILE: readonly (readonly [string, () => string])[] = [
  ['another host', () => `http://localhost:${port()}/v1`],
  ['user info', () => `http://api.twilio.com@127.0.0.1:${port()}/v1`],
  ['an IP address', () => `http://127.0.0.1:${port()}/v1`],
  ['a port', () => 'https://api.twilio.com:8443/v1'],
  ['a look-alike suffix', () => 'https://api.twilio.com.example.com/v1'],
  ['mixed case', () => 'https://API.TWILIO.COM/2010-04-01/Accounts.json'],
  ['a trailing dot', () => 'https://api.twilio.com./2010-04-01/Accounts.json'],
  ['unicode', () => 'https://api.tw\u0456lio.com/v1'],
  ['a redirect', () => `https://api.twilio.com/redirect?to=http://127.0.0.1:${port()}`],
  ['a retired host', () => 'https://api.ie1.twilio.com/2010-04-01/Accounts.json'],
];

const withUrl = (value: Readonly<Record<string, string>>, url: string): unknown => ({
  ...value,
  validationUrl: url,
});

function worldsWith(kind: Kind): readonly World[] {
  return HOSTILE.flatMap(([what, url]) => [
    {
      name: `${what}, beside a good ${kind}`,
      kind,
      first: (fleet: Fleet) => withUrl(fleet.good('production'), url()),
      expected: 'pass',
    },
    {
      name: `${what}, beside a dead ${kind}`,
      kind,
      first: (fleet: Fleet) => withUrl(fleet.dead(), url()),
      expected: 'fail: credential.rejected likely > account.suspended possible',
      asks: EVERYTHING[kind],
    },
  ]);
}

describe('a validationUrl that a Restricted key would be verified by is refused, and never asked:', () => {
  it.each(HOSTILE)('%s', async (_what, url) => {
    await expectWorld(servers(), {
      name: 'hostile',
      kind: 'api-key',
      first: ({ world, accounts }) => {
        const accountSid = accounts.production.sid;
        const allow = ['/twilio/phone-numbers/active-numbers/*'];
        const key = addApiKey(world, { accountSid, keyType: 'restricted', allow });
        return withUrl(keySecret(key), url());
      },
      declare: () => ({ credential: { kind: 'api-key', keyType: 'restricted' } }),
      expected: 'fail: credential.malformed proven',
      says: 'validationUrl must be a read-only URL of Twilio',
      advises: /^Store a read-only URL of Twilio that the key may call as validationUrl/,
    });
    expect(caught).toBe(0);
  });
});

describe('a validationUrl in the secret of any other credential changes nothing, whoever wrote it:', () => {
  it.each([...worldsWith('api-key'), ...worldsWith('auth-token')])('$name', async (world) => {
    await expectWorld(servers(), world);
    expect(caught).toBe(0);
  });
});

describe('a hostile probe in the configuration is refused:', () => {
  it.each(HOSTILE)('%s', (_what, url) => {
    const environment = {
      secret: { id: 'production' },
      account: { sid: `AC${'0f'.repeat(16)}` },
      probe: url(),
    };
    const parse = parseConfiguration(JSON.stringify({ environments: { production: environment } }));
    expect(parse.ok ? [] : parse.issues.map(({ path }) => path)).toEqual([
      'environments.production.probe',
    ]);
  });
});
