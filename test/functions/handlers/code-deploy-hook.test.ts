import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SecretReader } from '../../../functions/domain/model/ports.ts';
import { deleteApiKey } from '../../../local/twilio/world/api-keys.ts';
import { DEPLOYMENT, type HookWorld, startHookWorld } from './code-deploy/hook-world.ts';
import { brokenLog } from './recorded-log.ts';
import { beginRotation, passPauses } from './rotation.ts';

let world: HookWorld;

beforeAll(async () => {
  world = await startHookWorld();
});

afterAll(() => world.close());

const PRODUCTION = { environments: ['production'] };
const BOTH = { environments: ['staging', 'production'] };

describe('a lifecycle hook', () => {
  it('succeeds for good credentials, and alerts nobody', async () => {
    const { gate, run, told } = await world.openHook(BOTH);
    expect(await run()).toBeUndefined();
    expect(told()).toEqual(['Succeeded: accepted']);
    expect(world.codeDeploy.attempts.at(-1)?.deploymentId).toBe(DEPLOYMENT);
    expect(gate.mails()).toEqual([]);
    const verified = gate.logLines.filter(({ message }) => message === 'verified');
    expect(verified.map(({ fields }) => fields['environment'])).toEqual(['staging', 'production']);
    expect(verified[0]?.fields).toMatchObject({ trigger: 'code-deploy', deploymentId: DEPLOYMENT });
    expect(gate.clock.sleeping()).toBe(0);
  });

  it('fails for one bad credential of two, and alerts on the deployment', async () => {
    const { gate, run, told } = await world.openHook(BOTH);
    deleteApiKey(gate.twilio.world, gate.keys.production.sid);
    await run();
    expect(told()).toEqual(['Failed: accepted']);
    expect(gate.mails()).toHaveLength(1);
    expect(gate.mails()[0]).toMatch(/^production: Twilio rejects[\s\S]*\nDeployment d-ABCDEF123/);
  });

  it.each([
    { name: 'shadow mode', production: { mode: 'shadow' } },
    { name: 'an outage that is allowed', production: { onInconclusive: 'allow' } },
  ])('succeeds where the gate must not block: $name', async ({ production }) => {
    const { gate, run, told } = await world.openHook({ ...PRODUCTION, production });
    gate.twilio.faults.add({ kind: 'html', status: 503 });
    await run();
    expect(told()).toEqual(['Succeeded: accepted']);
    expect(gate.mails()).toHaveLength(1);
  });

  it('waits for a rotation to end', async () => {
    const { gate, run, told } = await world.openHook({
      ...PRODUCTION,
      speed: 1,
      remainingMs: 120_000,
    });
    const rotation = beginRotation(gate);
    await passPauses(gate, run(), (pause) => {
      if (pause === 1) rotation.end();
    });
    expect(told()).toEqual(['Succeeded: accepted']);
    expect(gate.mails()).toEqual([]);
  });

  it('is measured', async () => {
    const { gate, run } = await world.openHook(PRODUCTION);
    await run();
    expect(gate.measured).toContainEqual({ name: 'verdict', value: 0, environment: 'production' });
  });
});

describe('a hook that cannot verify', () => {
  it.each([
    { name: 'unset', environments: undefined, says: /PREFLIGHT_ENVIRONMENTS names no environment/ },
    { name: 'empty', environments: [], says: /development, staging, production/ },
    { name: 'a misspelt name', environments: ['prodution'], says: /did you mean production\?/ },
    {
      name: 'a misspelt name among others',
      environments: ['staging', 'prodution'],
      says: /did you mean production\?/,
    },
  ])('fails, verifies nothing and alerts: $name', async ({ environments, says }) => {
    const { gate, run, told } = await world.openHook({ environments });
    await run();
    expect(told()).toEqual(['Failed: accepted']);
    expect(gate.mails().length).toBeGreaterThan(0);
    expect(gate.mails()[0]).toMatch(says);
    expect(gate.twilio.journal.entries()).toEqual([]);
    // Only declared names become a dimension.
    const named = gate.measured.map(({ environment }) => environment);
    expect(named).not.toContain('prodution');
  });

  it('fails where the configuration is broken, or the program has a defect', async () => {
    const broken = await world.openHook({
      compose: () => {
        throw new TypeError('anything');
      },
    });
    await broken.run();
    expect(broken.told()).toEqual(['Failed: accepted']);
    expect(broken.gate.mails()).toHaveLength(1);
  });

  it('fails even where no report can be made', async () => {
    const uuid = (): never => {
      throw new Error('no entropy');
    };
    const { gate, run, told } = await world.openHook({
      environments: ['other'],
      base: { randomness: { fraction: () => 0, uuid } },
    });
    await run();
    expect(told()).toEqual(['Failed: accepted']);
    expect(gate.logLines).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'a defect in this program' }),
    );
  });

  it('is answered 5 s before the limit', async () => {
    const never = (): Promise<never> => new Promise(() => undefined);
    const secrets: SecretReader = { read: never, describe: never };
    const { gate, run, told } = await world.openHook({
      ...PRODUCTION,
      ports: { secrets },
      remainingMs: 20_000,
      speed: 20,
    });
    const startedMs = gate.clock.monotonicMs();
    await run();
    expect(told()).toEqual(['Failed: accepted']);
    expect(gate.clock.monotonicMs() - startedMs).toBeLessThan(20_000);
    expect(gate.mails()[0]).toContain('production: Secrets Manager gave no usable answer');
  });

  it('needs no log', async () => {
    const { run, told } = await world.openHook({ ...PRODUCTION, base: { log: brokenLog } });
    await run();
    expect(told()).toEqual(['Succeeded: accepted']);
  });
});

describe('an event that is no hook’s', () => {
  it.each([
    { name: 'nothing', delivered: null },
    { name: 'a person’s payload', delivered: { environment: 'production' } },
    { name: 'no execution', delivered: { DeploymentId: DEPLOYMENT } },
    {
      name: 'an empty execution',
      delivered: { DeploymentId: DEPLOYMENT, LifecycleEventHookExecutionId: '' },
    },
    {
      name: 'a deployment that is none',
      delivered: { DeploymentId: 'hunter2 hunter2', LifecycleEventHookExecutionId: 'x' },
    },
  ])('is an error that repeats nothing of it: $name', async ({ delivered }) => {
    const { gate, run } = await world.openHook(PRODUCTION);
    const before = world.codeDeploy.attempts.length;
    const error: unknown = await run(delivered).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'payload.invalid' });
    expect(`${error} ${JSON.stringify(gate.logLines)}`).not.toContain('hunter2');
    expect(world.codeDeploy.attempts).toHaveLength(before);
  });
});
