import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SecretReader } from '../../../functions/domain/model/ports.ts';
import { deleteApiKey } from '../../../local/twilio/world/api-keys.ts';
import { ecsEvent } from './ecs/ecs-event.ts';
import { type EcsHookOptions, FAILED, openEcsHook, SUCCEEDED } from './ecs/open-ecs-hook.ts';
import { type GateWorld, startGateWorld } from './gate-world.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

const openHook = (options: EcsHookOptions = {}) => openEcsHook(world, options);

describe('a hook of ECS', () => {
  it('succeeds for a good credential, with nothing else in the answer', async () => {
    const { gate, run } = await openHook();
    expect(await run(ecsEvent())).toEqual(SUCCEEDED);
    expect(gate.mails()).toEqual([]);
    expect(gate.logLines.find(({ message }) => message === 'verified')?.fields).toMatchObject({
      trigger: 'ecs',
      deployment: 'my-cluster/my-service/EZe5RNVLH6PPzHXINuP28',
      lifecycleStage: 'PRE_SCALE_UP',
    });
    expect(gate.measured).toContainEqual({ name: 'verdict', value: 0, environment: 'production' });
  });

  it('fails for a rejected key, and alerts on the deployment', async () => {
    const { gate, run } = await openHook();
    deleteApiKey(gate.twilio.world, gate.keys.production.sid);
    expect(await run(ecsEvent())).toEqual(FAILED);
    expect(gate.mails()).toHaveLength(1);
    expect(gate.mails()[0]).toContain('Deployment my-cluster/my-service/EZe5RNVLH6PPzHXINuP28');
  });

  it('fails for an outage, and succeeds where that is allowed', async () => {
    for (const [onInconclusive, answer] of [
      ['block', FAILED],
      ['allow', SUCCEEDED],
    ] as const) {
      const { gate, run } = await openHook({ production: { onInconclusive } });
      gate.twilio.faults.add({ kind: 'html', status: 503 });
      expect(await run(ecsEvent())).toEqual(answer);
      expect(gate.mails()).toHaveLength(1);
    }
  });

  it.each([
    { name: 'nothing', event: null },
    { name: 'an empty object', event: {} },
    { name: 'fields of other kinds', event: { lifecycleStage: 1, executionDetails: 'x' } },
    { name: 'another ARN', event: { resourceArn: 'arn:aws:ecs:us-east-1:1:cluster/c' } },
    { name: 'a stage that is no name', event: { lifecycleStage: 'hunter2 hunter2' } },
  ])('needs nothing of its event: $name', async ({ event }) => {
    const { gate, run } = await openHook();
    expect(await run(event)).toEqual(SUCCEEDED);
    expect(JSON.stringify(gate.logLines)).not.toContain('hunter2');
  });
});

describe('hookDetails', () => {
  it.each([
    { name: 'an environment', hookDetails: { environment: 'staging' }, names: ['staging'] },
    {
      name: 'several',
      hookDetails: { environments: ['staging', 'development'] },
      names: ['staging', 'development'],
    },
    {
      name: 'the text of an object',
      hookDetails: '{"environment":"staging"}',
      names: ['staging'],
    },
    { name: 'an empty object', hookDetails: {}, names: ['production'] },
    { name: 'null', hookDetails: null, names: ['production'] },
    { name: 'a wait that is none', hookDetails: { preflightWait: 7 }, names: ['production'] },
  ])('name the environments, or leave them: $name', async ({ hookDetails, names }) => {
    const { gate, run } = await openHook();
    expect(await run(ecsEvent({ hookDetails }))).toEqual(SUCCEEDED);
    const verified = gate.logLines.filter(({ message }) => message === 'verified');
    expect(verified.map(({ fields }) => fields['environment'])).toEqual(names);
  });

  it.each([
    { name: 'a text', hookDetails: 'staging', says: /must be an object/ },
    {
      name: 'the environment twice',
      hookDetails: '{"environment":"staging","environment":"production"}',
      says: /"environment" is given twice/,
    },
    {
      name: 'a list twice',
      hookDetails: '{"environments":["staging"],"environments":["production"]}',
      says: /"environments" is given twice/,
    },
    {
      name: 'broken JSON',
      hookDetails: '{"environments":["staging"],\n"environment":"a"b"}',
      says: /is not JSON at line 2, column 18, near "environment"/,
    },
    { name: 'a list', hookDetails: ['staging'], says: /must be an object/ },
    { name: 'a misspelt key', hookDetails: { enviroment: 'x' }, says: /unknown key.*enviroment/ },
    { name: 'no text', hookDetails: { environment: 7 }, says: /"environment" must be the name/ },
    { name: 'no name', hookDetails: { environments: [] }, says: /a list of at least one/ },
    {
      name: 'both',
      hookDetails: { environment: 'staging', environments: ['production'] },
      says: /not both/,
    },
    { name: 'an unknown name', hookDetails: { environment: 'prodution' }, says: /did you mean/ },
  ])('that cannot be used fail the deployment, with an alert: $name', async (row) => {
    const { gate, run } = await openHook();
    expect(await run(ecsEvent({ hookDetails: row.hookDetails }))).toEqual(FAILED);
    expect(gate.mails()).toHaveLength(1);
    expect(gate.mails()[0]).toMatch(row.says);
    expect(gate.twilio.journal.entries()).toEqual([]);
  });

  it('stand in for a function that was told no environment; without them it fails', async () => {
    const { gate, run } = await openHook({ environments: undefined });
    expect(await run(ecsEvent({ hookDetails: { environment: 'staging' } }))).toEqual(SUCCEEDED);
    expect(await run(ecsEvent())).toEqual(FAILED);
    expect(gate.mails()[0]).toContain('PREFLIGHT_ENVIRONMENTS names no environment');
  });
});

describe('a hook that cannot verify', () => {
  it('fails where the configuration is broken', async () => {
    const { run } = await openHook({
      compose: () => {
        throw new TypeError('anything');
      },
    });
    expect(await run(ecsEvent())).toEqual(FAILED);
  });

  it('fails when the time is up', async () => {
    const never = (): Promise<never> => new Promise(() => undefined);
    const secrets: SecretReader = { read: never, describe: never };
    const { gate, run } = await openHook({ ports: { secrets }, remainingMs: 12_000 });
    expect(await run(ecsEvent())).toEqual(FAILED);
    expect(gate.mails()).toHaveLength(1);
  });

  it('throws where not even a report can be made, which rolls back as well', async () => {
    const uuid = (): never => {
      throw new Error('a stranger said this');
    };
    const { run } = await openHook({
      environments: ['x'],
      base: { randomness: { fraction: () => 0, uuid } },
    });
    await expect(run(ecsEvent())).rejects.toMatchObject({
      code: 'program.defect',
      message: expect.not.stringContaining('stranger'),
    });
  });
});
