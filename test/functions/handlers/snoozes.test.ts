import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BY, breakProduction, HOUR_MS, openControlled, SNOOZE } from './control-world.ts';
import { type GateWorld, startGateWorld } from './gate-world.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterEach(() => world.aws.faults.clear());
afterAll(() => world.close());

describe('a snooze', () => {
  it('holds back alerts of the watch, and the report says so', async () => {
    const gate = await openControlled(world);
    await gate.control({ snooze: SNOOZE });
    breakProduction(gate);
    const report = await gate.watch();
    expect(report.notices).toEqual([
      {
        code: 'control.snoozed',
        message: expect.stringContaining(
          `production: reminders and alerts of the watch are snoozed by ${BY} until `,
        ),
      },
    ]);
    expect(gate.texts()).toHaveLength(1);
    gate.clock.skip(8 * HOUR_MS);
    const later = await gate.watch();
    expect(later.notices).toBeUndefined();
    expect(gate.texts().map((text) => text.slice(0, 12))).toEqual([
      'SNOOZE SET p',
      expect.stringMatching(/^BLOCKED|^SNOOZE ENDED/),
      expect.stringMatching(/^BLOCKED|^SNOOZE ENDED/),
    ]);
  });

  it('does not hold back the alert of a gate that blocks', async () => {
    const gate = await openControlled(world);
    await gate.control({ snooze: SNOOZE });
    breakProduction(gate);
    await gate.watch();
    await gate.runExecution();
    expect(gate.texts().filter((text) => text.startsWith('BLOCKED'))).toHaveLength(1);
  });

  it('holds back reminders', async () => {
    const gate = await openControlled(world);
    breakProduction(gate);
    await gate.watch();
    await gate.control({ snooze: { ...SNOOZE, hours: 48 } });
    gate.clock.skip(25 * HOUR_MS);
    await gate.watch();
    expect(gate.texts().filter((text) => text.startsWith('STILL'))).toEqual([]);
    gate.clock.skip(24 * HOUR_MS);
    await gate.watch();
    expect(gate.texts().filter((text) => text.startsWith('STILL'))).toHaveLength(1);
  });

  it('that cannot be read holds nothing back', async () => {
    const gate = await openControlled(world);
    await gate.control({ snooze: SNOOZE });
    breakProduction(gate);
    world.aws.faults.add({ service: 'dynamodb', kind: 'server-error' });
    await gate.watch();
    expect(gate.texts().filter((text) => text.startsWith('BLOCKED'))).toHaveLength(1);
  });
});
