import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEPLOYMENT, type HookWorld, startHookWorld } from './hook-world.ts';

let world: HookWorld;

beforeAll(async () => {
  world = await startHookWorld();
});

afterAll(() => world.close());

const PRODUCTION = { environments: ['production'] };

describe('a hook that is delivered twice', () => {
  it('is answered and alerted once', async () => {
    const { gate, run, told } = await world.openHook(PRODUCTION);
    gate.putSecret('production', '{}');
    await run();
    await run();
    expect(told()).toEqual(['Failed: accepted', 'Failed: LifecycleEventAlreadyCompletedException']);
    expect(gate.mails()).toHaveLength(1);
    expect(gate.logLines).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        message: 'the lifecycle hook was answered already',
      }),
    );
  });
});

describe('a CodeDeploy that does not take the answer', () => {
  it.each([
    { name: 'a reset', fault: 'reset', told: ['Failed: reset', 'Failed: accepted'] },
    { name: 'a proxy’s page', fault: 'html', told: ['Failed: html', 'Failed: accepted'] },
    {
      name: 'a lost reply',
      fault: 'accept-then-reset',
      told: ['Failed: accepted', 'Failed: LifecycleEventAlreadyCompletedException'],
    },
    {
      name: 'throttling',
      fault: { error: 'ThrottlingException' },
      told: ['Failed: ThrottlingException', 'Failed: accepted'],
    },
  ] as const)('is asked again, and the alert goes out once: $name', async (row) => {
    const { gate, run, told } = await world.openHook(PRODUCTION);
    gate.putSecret('production', '{}');
    world.codeDeploy.fail(row.fault);
    await run();
    expect(told()).toEqual(row.told);
    expect(gate.mails()).toHaveLength(1);
  });

  it('is told of in the log where the role may not answer, and the alert goes out', async () => {
    const { gate, run, told, executionId } = await world.openHook(PRODUCTION);
    gate.putSecret('production', '{}');
    world.codeDeploy.fail({ error: 'AccessDeniedException' });
    expect(await run()).toBeUndefined();
    expect(told()).toEqual(['Failed: AccessDeniedException']);
    expect(gate.mails()).toHaveLength(1);
    const line = gate.logLines.find(({ message }) => message.includes('could not be answered'));
    expect(line?.fields).toMatchObject({
      missingPermission: 'codedeploy:PutLifecycleEventHookExecutionStatus',
      deploymentId: DEPLOYMENT,
    });
    expect(JSON.stringify(gate.logLines)).not.toContain(executionId);
  });
});
