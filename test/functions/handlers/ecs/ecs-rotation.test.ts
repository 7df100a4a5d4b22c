import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EcsHookAnswer } from '../../../../functions/handlers/ecs-hook.ts';
import { type GateWorld, startGateWorld } from '../gate-world.ts';
import { beginRotation } from '../rotation.ts';
import { ecsEvent } from './ecs-event.ts';
import { type EcsHookOptions, FAILED, openEcsHook, SUCCEEDED } from './open-ecs-hook.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

const openHook = (options: EcsHookOptions = {}) => openEcsHook(world, options);

describe('a rotation in progress', () => {
  it('is waited for between invocations, and opens once it has ended', async () => {
    const { gate, run } = await openHook({ speed: 1 });
    const rotation = beginRotation(gate);
    const first = await run(ecsEvent({ hookDetails: { environment: 'production' } }));
    expect(first).toEqual({
      hookStatus: 'IN_PROGRESS',
      callBackDelay: 30,
      hookDetails: { environment: 'production', preflightWait: expect.any(String) },
    });
    expect(gate.mails()).toEqual([]);
    gate.clock.skip(30_000);
    const second = await run(ecsEvent({ hookDetails: detailsOf(first) }));
    expect(JSON.parse(String(detailsOf(second)['preflightWait']))).toMatchObject({ readings: 2 });
    rotation.end();
    gate.clock.skip(30_000);
    expect(await run(ecsEvent({ hookDetails: detailsOf(second) }))).toEqual(SUCCEEDED);
    expect(gate.mails()).toEqual([]);
  });

  it('fails after six minutes, with one alert that tells the wait', async () => {
    const { gate, run } = await openHook({ speed: 1 });
    beginRotation(gate);
    let answer = await run(ecsEvent());
    let looks = 1;
    for (; answer.hookStatus === 'IN_PROGRESS'; looks += 1) {
      gate.clock.skip(30_000);
      answer = await run(ecsEvent({ hookDetails: detailsOf(answer) }));
    }
    expect(answer).toEqual(FAILED);
    expect(looks).toBeGreaterThanOrEqual(12);
    expect(looks).toBeLessThanOrEqual(13);
    expect(gate.mails()).toHaveLength(1);
    expect(gate.mails()[0]).toMatch(/waited 36\d s for a rotation to end/);
  });

  it('begins a wait of its own at a later step of the same deployment', async () => {
    const { gate, run } = await openHook({ speed: 1 });
    beginRotation(gate);
    const first = await run(ecsEvent());
    gate.clock.skip(30 * 60_000);
    expect(await run(ecsEvent({ hookDetails: detailsOf(first) }))).toMatchObject({
      hookStatus: 'IN_PROGRESS',
      hookDetails: { preflightWait: expect.stringContaining('"readings":1') },
    });
  });

  it('is not waited for where another environment fails anyway', async () => {
    const { gate, run } = await openHook({ speed: 1, environments: ['production', 'staging'] });
    beginRotation(gate);
    gate.putSecret('staging', '{}');
    expect(await run(ecsEvent())).toEqual(FAILED);
    expect(gate.mails()).toHaveLength(2);
  });
});

function detailsOf(answer: EcsHookAnswer): Readonly<Record<string, unknown>> {
  return answer.hookStatus === 'IN_PROGRESS' ? answer.hookDetails : {};
}
