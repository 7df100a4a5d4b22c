import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gate } from '../../../functions/compose.ts';
import { createTriggerHandler } from '../../../functions/handlers/deployment-trigger.ts';
import { type GateOptions, type GateWorld, startGateWorld, type TestGate } from './gate-world.ts';
import { beginRotation, passPauses } from './rotation.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

interface TriggerOptions extends GateOptions {
  readonly environments?: readonly string[];
}

interface TestTrigger {
  readonly gate: TestGate;
  readonly run: (event?: unknown) => Promise<unknown>;
}

async function openTrigger({
  environments,
  ...options
}: TriggerOptions = {}): Promise<TestTrigger> {
  const gate = await world.openGate(options);
  const compose = (): Gate => ({
    ...gate.compose(),
    ...(environments === undefined ? {} : { environments }),
  });
  const handler = createTriggerHandler(gate.base, compose);
  return { gate, run: (event = {}) => handler(event, gate.context) };
}

describe('a trigger of a deployment', () => {
  it.each([
    { name: 'all declared, where it was told none', environments: undefined, count: 3 },
    { name: 'those it was told', environments: ['production'], count: 1 },
  ])('returns a short summary where all are good: $name', async ({ environments, count }) => {
    const { gate, run } = await openTrigger(environments === undefined ? {} : { environments });
    const summary = await run();
    expect(summary).toEqual({
      verdict: 'pass',
      environments: environments ?? ['development', 'staging', 'production'],
      runId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(gate.logLines.filter(({ message }) => message === 'verified')).toHaveLength(count);
    expect(gate.measured.filter(({ name }) => name === 'verdict')).toHaveLength(count);
  });

  it.each([
    { name: 'null', event: null },
    { name: 'what the CDK sends', event: { RequestType: 'Create', ResourceProperties: {} } },
    { name: 'a wish for another environment', event: { environment: 'staging' } },
  ])('takes any payload for the same: $name', async ({ event }) => {
    const { run } = await openTrigger({ environments: ['production'] });
    expect(await run(event)).toMatchObject({ environments: ['production'] });
  });

  it('throws the diagnosis first, after the alert', async () => {
    const { gate, run } = await openTrigger();
    gate.putSecret('production', '{}');
    await expect(run()).rejects.toMatchObject({
      code: 'gate.blocked',
      message: expect.stringMatching(/^production: the secret lacks .*\(run [0-9a-f-]{36}\)$/),
    });
    expect(gate.mails()).toHaveLength(1);
  });

  it('does not throw in shadow mode', async () => {
    const { gate, run } = await openTrigger({
      environments: ['production'],
      production: { mode: 'shadow' },
    });
    gate.putSecret('production', '{}');
    expect(await run()).toMatchObject({ verdict: 'fail' });
    expect(gate.mails()).toHaveLength(1);
  });

  it('waits for a rotation to end', async () => {
    const { gate, run } = await openTrigger({ speed: 1, remainingMs: 120_000 });
    const rotation = beginRotation(gate);
    const summary = await passPauses(gate, run(), (pause) => {
      if (pause === 1) rotation.end();
    });
    expect(summary).toMatchObject({ verdict: 'pass' });
  });

  it.each([
    { name: 'a misspelt name', environments: ['prodution'], says: /did you mean production/ },
    { name: 'only commas', environments: [], says: /PREFLIGHT_ENVIRONMENTS names no environment/ },
  ])('refuses the deployment for $name', async ({ environments, says }) => {
    const { gate, run } = await openTrigger({ environments });
    await expect(run()).rejects.toMatchObject({ code: 'gate.blocked' });
    expect(gate.mails()[0]).toMatch(says);
  });
});
