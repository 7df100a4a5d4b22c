import { expect, it } from 'vitest';
import { addTestCredentials } from '../../local/twilio/world/accounts.ts';
import { tokenSecret } from '../functions/handlers/seed-example.ts';
import type { Fleet } from './fleet.ts';
import { expectWorld } from './judge-world.ts';
import type { World } from './world.ts';
import { useWorldServers } from './world-servers.ts';

const servers = useWorldServers();

const pairOf = ({ world }: Fleet): string => [...world.testCredentials.keys()].at(-1) ?? '';

const TEST: Omit<World, 'name' | 'expected'> = {
  kind: 'auth-token',
  first: ({ world }) => addTestCredentials(world),
  declare: (fleet) => ({
    account: { sid: pairOf(fleet), shared: false },
    credential: { kind: 'test' },
  }),
};

const posted = () =>
  servers()
    .twilio.journal.entries()
    .filter(({ method }) => method === 'POST');

it.each<World>([
  { ...TEST, name: 'a pair that Twilio answers as documented', expected: 'pass' },
  {
    ...TEST,
    name: 'a pair whose message is not answered',
    faults: () => [
      { match: { path: '/Messages.json' }, kind: 'status', status: 503, code: 20503, times: 2 },
    ],
    expected: 'inconclusive: twilio.unavailable proven',
  },
  {
    ...TEST,
    name: 'a pair whose call is refused otherwise',
    faults: () => [
      { match: { path: '/Calls.json' }, kind: 'status', status: 400, code: 21210, times: 1 },
    ],
    expected: 'fail: twilio.unexpected-response possible',
  },
])('$name', async (world) => {
  await expectWorld(servers(), world);
  expect(posted()).toHaveLength(4);
});

it('a live Auth Token where test credentials are declared places nothing', async () => {
  await expectWorld(servers(), {
    name: 'live',
    kind: 'auth-token',
    first: ({ accounts }) => tokenSecret(accounts.production),
    declare: () => ({ credential: { kind: 'test' } }),
    expected: 'fail: credential.wrong-kind proven',
  });
  expect(posted()).toEqual([]);
});
