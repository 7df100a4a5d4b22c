import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deleteApiKey } from '../../../local/twilio/world/api-keys.ts';
import { type GateOptions, type GateWorld, startGateWorld, type TestGate } from './gate-world.ts';
import { brokenMetrics } from './recorded-metrics.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

function valuesOf({ measured }: TestGate, name: string): readonly unknown[] {
  return measured.filter((one) => one.name === name).map((one) => [one.environment, one.value]);
}

describe('a run is measured', () => {
  it('by its time, and by verdict and age of the secret per environment', async () => {
    const gate = await world.openGate();
    await gate.handler({ environments: ['staging', 'production'] }, gate.context);
    expect(valuesOf(gate, 'verificationTime')).toEqual([[undefined, expect.any(Number)]]);
    expect(valuesOf(gate, 'verdict')).toEqual([
      ['staging', 0],
      ['production', 0],
    ]);
    expect(valuesOf(gate, 'inconclusive')).toEqual([
      ['staging', 0],
      ['production', 0],
    ]);
    const ages = gate.measured.filter(({ name }) => name === 'secretVersionAgeDays');
    expect(ages.map(({ environment }) => environment)).toEqual(['staging', 'production']);
    for (const { value } of ages) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThan(1);
    }
  });

  it.each<{
    readonly name: string;
    readonly arrange: (gate: TestGate) => void;
    readonly options?: GateOptions;
    readonly level: number;
  }>([
    {
      name: 'fail',
      arrange: ({ twilio, keys }) => deleteApiKey(twilio.world, keys.production.sid),
      level: 3,
    },
    {
      name: 'fail, in shadow mode too',
      arrange: ({ twilio, keys }) => deleteApiKey(twilio.world, keys.production.sid),
      options: { production: { mode: 'shadow' } },
      level: 3,
    },
    {
      name: 'inconclusive',
      arrange: ({ twilio }) => twilio.faults.add({ kind: 'html', status: 503 }),
      level: 2,
    },
  ])('as the level of its verdict: $name', async ({ arrange, options = {}, level }) => {
    const gate = await world.openGate(options);
    arrange(gate);
    await gate.runJob();
    expect(valuesOf(gate, 'verdict')).toEqual([['production', level]]);
    expect(valuesOf(gate, 'inconclusive')).toEqual([['production', level === 2 ? 1 : 0]]);
  });

  it('also where the secret cannot be read, but for its age', async () => {
    const gate = await world.openGate();
    gate.aws.secrets.scheduleDeletion(gate.secretId('production'));
    await gate.runJob();
    expect(valuesOf(gate, 'verdict')).toEqual([['production', 3]]);
    expect(valuesOf(gate, 'secretVersionAgeDays')).toEqual([]);
  });

  it('by the age that the clock gives', async () => {
    const gate = await world.openGate({ speed: 1 });
    gate.clock.skip(36 * 60 * 60_000);
    await gate.runJob();
    const [age] = gate.measured.filter(({ name }) => name === 'secretVersionAgeDays');
    expect(age?.value).toBeCloseTo(1.5, 2);
  });

  it('also when the watchdog had to answer', async () => {
    const never = (): Promise<never> => new Promise(() => undefined);
    const gate = await world.openGate({
      ports: { secrets: { read: never, describe: never } },
      remainingMs: 12_000,
    });
    await gate.runJob();
    expect(valuesOf(gate, 'verdict')).toEqual([['production', 2]]);
  });

  it('only for what the environment runs with', async () => {
    const gate = await world.openGate();
    for (const versionStage of ['AWSPENDING', 'AWSPREVIOUS']) {
      await gate.handler({ environment: 'production', versionStage }, gate.context);
    }
    expect(gate.measured.filter(({ environment }) => environment !== undefined)).toEqual([]);
    expect(valuesOf(gate, 'verificationTime')).toHaveLength(2);
  });

  it('under no name that is not declared', async () => {
    const gate = await world.openGate();
    await gate.runJob('prodution');
    await gate.runJob('{');
    expect(gate.measured.filter(({ environment }) => environment !== undefined)).toEqual([]);
  });

  it('under no name at all where the configuration is broken', async () => {
    const gate = await world.openGate({
      compose: () => {
        throw new Error('x');
      },
    });
    await gate.runJob();
    expect(gate.measured.map(({ environment }) => environment)).toEqual([undefined]);
  });
});

describe('metrics that throw', () => {
  it('change neither the answer, nor the alert, nor a report', async () => {
    const good = await world.openGate({ base: { metrics: brokenMetrics } });
    expect(await good.runJob()).toMatchObject({ status: 'succeeded' });
    expect(await good.handler({}, good.context)).toMatchObject({ verdict: 'pass' });
    const bad = await world.openGate({ base: { metrics: brokenMetrics } });
    bad.putSecret('production', '{}');
    expect(await bad.runJob()).toMatchObject({ status: 'failed', type: 'ConfigurationError' });
    expect(bad.mails()).toHaveLength(1);
  });
});
