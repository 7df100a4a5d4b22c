import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GateWorld, startGateWorld } from '../gate-world.ts';
import { BLUE, ecsEvent, GREEN } from './ecs-event.ts';
import { type EcsHookOptions, FAILED, openEcsHook, SUCCEEDED } from './open-ecs-hook.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

const openHook = (options: EcsHookOptions = {}) => openEcsHook(world, options);

describe('a rollback', () => {
  const back = { [GREEN]: 0, [BLUE]: 100 };
  const forth = { [GREEN]: 100, [BLUE]: 0 };

  it.each([
    { stage: 'PRODUCTION_TRAFFIC_SHIFT', weights: { productionTrafficWeights: back } },
    { stage: 'TEST_TRAFFIC_SHIFT', weights: { testTrafficWeights: back } },
  ])('is let through without a verification: $stage', async ({ stage, weights }) => {
    const { gate, run } = await openHook();
    gate.putSecret('production', '{}');
    expect(await run(ecsEvent({ stage, ...weights }))).toEqual(SUCCEEDED);
    expect(gate.twilio.journal.entries()).toEqual([]);
    expect(gate.logLines).toEqual([
      expect.objectContaining({ level: 'warn', message: expect.stringContaining('rollback') }),
    ]);
  });

  it.each([
    {
      name: 'forward',
      stage: 'PRODUCTION_TRAFFIC_SHIFT',
      weights: { productionTrafficWeights: forth },
    },
    {
      name: 'a first step',
      stage: 'PRODUCTION_TRAFFIC_SHIFT',
      weights: { productionTrafficWeights: { [GREEN]: 10, [BLUE]: 90 } },
    },
    {
      name: 'before the shift, where the new one has no traffic yet',
      stage: 'PRE_PRODUCTION_TRAFFIC_SHIFT',
      weights: { productionTrafficWeights: back },
    },
    {
      name: 'test traffic, with the production’s as it was',
      stage: 'TEST_TRAFFIC_SHIFT',
      weights: { testTrafficWeights: forth, productionTrafficWeights: back },
    },
    { name: 'no weights', stage: 'PRODUCTION_TRAFFIC_SHIFT', weights: {} },
    {
      name: 'weights of others only',
      stage: 'PRODUCTION_TRAFFIC_SHIFT',
      weights: { productionTrafficWeights: { [BLUE]: 100 } },
    },
    {
      name: 'weights that are no numbers',
      stage: 'PRODUCTION_TRAFFIC_SHIFT',
      weights: { productionTrafficWeights: { [GREEN]: '0', [BLUE]: 100 } },
    },
  ])('is not seen where there is none: $name', async ({ stage, weights }) => {
    const { gate, run } = await openHook();
    gate.putSecret('production', '{}');
    expect(await run(ecsEvent({ stage, ...weights }))).toEqual(FAILED);
  });
});
