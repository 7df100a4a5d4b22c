import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GateWorld, startGateWorld } from './gate-world.ts';
import { beginnings, openKeepingGate } from './history-world.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

const BY_HAND = { environment: 'production', alerts: false };

describe('a run by hand without alerts', () => {
  it('is a report, and reaches no one', async () => {
    const gate = await world.openGate();
    gate.putSecret('production', '{}');
    expect(await gate.handler(BY_HAND, gate.context)).toMatchObject({ verdict: 'fail' });
    expect([...gate.mails(), ...gate.texts()]).toEqual([]);
  });

  it('is kept, and leaves the alert to the next run', async () => {
    const gate = await openKeepingGate(world);
    gate.putSecret('production', '{}');
    await gate.handler(BY_HAND, gate.context);
    expect(beginnings(gate)).toEqual([]);
    expect(await world.aws.tables.items(gate.table)).toHaveLength(1);
    await gate.runJob();
    expect(beginnings(gate)).toEqual(['BLOCKED']);
  });
});
