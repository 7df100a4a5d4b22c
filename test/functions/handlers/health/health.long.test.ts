import { afterAll, beforeAll, expect, it } from 'vitest';
import { type GateWorld, startGateWorld } from '../gate-world.ts';
import { MAX_AGE_MS, openEndpoint } from './open-endpoint.ts';
import { urlRequest } from './requests.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

it('verifies once for two hundred requests at once to two hundred processes', async () => {
  // Slowly: all of them share this one machine, and wait some seconds only for the one that verifies.
  const endpoint = await openEndpoint(world, 0.05);
  const answers = await Promise.all(
    Array.from({ length: 200 }, () => endpoint.process()(urlRequest('/production'))),
  );
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 200));
  expect(endpoint.verifications()).toBe(1);
});

it('verifies once in the age that is configured, however many ask, and again after it', async () => {
  const endpoint = await openEndpoint(world);
  const ask = endpoint.process();
  // Two hundred a second, for some seconds of the function's own time.
  for (let second = 0; second < 8; second += 1) {
    await Promise.all(Array.from({ length: 200 }, () => ask(urlRequest('/production'))));
    endpoint.clock.skip(1_000);
  }
  expect(endpoint.verifications()).toBe(1);
  endpoint.clock.skip(MAX_AGE_MS);
  await Promise.all(Array.from({ length: 200 }, () => ask(urlRequest('/production'))));
  expect(endpoint.verifications()).toBe(2);
});
