import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type GateWorld, startGateWorld } from './gate-world.ts';
import { openKeepingGate } from './history-world.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterEach(() => world.aws.faults.clear());
afterAll(() => world.close());

describe('a gate that is asked for its history', () => {
  it('gives the present state and the runs, the newest first, and verifies nothing', async () => {
    const gate = await openKeepingGate(world);
    await gate.handler({ environment: 'production' }, gate.context);
    gate.putSecret('production', '{}');
    gate.clock.skip(60_000);
    await gate.runJob();
    const asked = gate.twilio.journal.entries().length;
    const payload = { history: { environment: 'production', limit: 1 } };
    const answer = await gate.handler(payload, gate.context);
    expect(answer).toMatchObject({
      schemaVersion: 1,
      environment: 'production',
      state: {
        verdict: 'fail',
        cause: 'secret.missing-field',
        told: { causes: ['secret.missing-field'] },
      },
      runs: [{ verdict: 'fail', trigger: 'pipeline', origin: { jobId: expect.any(String) } }],
    });
    const { next } = answer as { readonly next: string };
    const older = { history: { environment: 'production', before: next } };
    expect(await gate.handler(older, gate.context)).toMatchObject({
      runs: [{ verdict: 'pass', trigger: 'manual' }],
    });
    expect(gate.twilio.journal.entries()).toHaveLength(asked);
  });

  it('knows nothing of an environment that was never looked at', async () => {
    const gate = await openKeepingGate(world);
    const answer = await gate.handler({ history: { environment: 'staging' } }, gate.context);
    expect(answer).toEqual({ schemaVersion: 1, environment: 'staging', state: null, runs: [] });
  });

  it.each([
    ['no object', { history: 'production' }, '"history" must be an object'],
    ['no environment', { history: {} }, '"history.environment" must be the name'],
    ['no runs', { history: { environment: 'production', limit: 0 } }, 'from 1 to 100'],
    ['too many runs', { history: { environment: 'production', limit: 101 } }, 'from 1 to 100'],
    ['half a run', { history: { environment: 'production', limit: 1.5 } }, 'from 1 to 100'],
    [
      'a time in words',
      { history: { environment: 'production', before: 'noon' } },
      'a day, a time',
    ],
    ['another key', { history: { environment: 'production', all: true } }, 'unknown key'],
    ['two questions', { history: { environment: 'production' }, environment: 'a' }, 'unknown key'],
    ['an unknown environment', { history: { environment: 'prod' } }, 'production'],
  ])('says what is wrong with %s', async (_name, payload, text) => {
    const gate = await openKeepingGate(world);
    await expect(gate.handler(payload, gate.context)).rejects.toThrow(text);
  });

  it('says so where it has none', async () => {
    const gate = await world.openGate();
    const asked = gate.handler({ history: { environment: 'production' } }, gate.context);
    await expect(asked).rejects.toMatchObject({
      code: 'history.absent',
      message: 'This gate keeps no history: it was deployed without a table.',
    });
  });

  it('says so where DynamoDB does not answer', async () => {
    const gate = await openKeepingGate(world, { speed: 1 });
    world.aws.faults.add({ service: 'dynamodb', kind: 'server-error', resource: gate.table });
    const asked = gate.handler({ history: { environment: 'production' } }, gate.context);
    await expect(asked).rejects.toMatchObject({ code: 'history.unavailable', fault: 'service' });
  });
});
