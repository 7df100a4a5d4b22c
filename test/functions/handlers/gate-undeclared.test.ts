import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GateWorld, startGateWorld } from './gate-world.ts';
import { openKeepingGate } from './history-world.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

const HOUR_MS = 3_600_000;

/** Ten events that name no declared environment, each in words of its own. */
const EVENTS = Array.from({ length: 10 }, (_, index) => `forged${index}`);

describe('events that name no declared environment', () => {
  it('are one alert, whatever they name, and every job is answered', async () => {
    const gate = await openKeepingGate(world);
    for (const name of EVENTS) {
      expect(await gate.runJob(name)).toMatchObject({ type: 'ConfigurationError' });
    }
    expect(gate.mails()).toHaveLength(1);
    expect(gate.texts()).toHaveLength(1);
  });

  it('are one alert for each cause', async () => {
    const gate = await openKeepingGate(world);
    for (const text of ['forged', '{"environment":', 'other', '{}', '']) await gate.runJob(text);
    const subjects = gate.mails().map((mail) => /The cause is ([a-z.-]+)\./.exec(mail)?.[1]);
    expect(subjects).toEqual(['config.unknown-environment', 'config.invalid']);
  });

  it('are one alert where a condition sends them, and where many come at once', async () => {
    const gate = await openKeepingGate(world);
    const send = (name: string): Promise<unknown> =>
      gate.handler({ ruleName: 'TwilioGate', UserParameters: name }, gate.context);
    const sent = await Promise.allSettled(EVENTS.map(send));
    expect(sent.every(({ status }) => status === 'rejected')).toBe(true);
    expect(gate.mails()).toHaveLength(1);
  });

  it('are an alert again after an hour, and none before', async () => {
    const gate = await openKeepingGate(world);
    await gate.runJob('forged');
    gate.clock.skip(HOUR_MS - 60_000);
    await gate.runJob('forged');
    expect(gate.mails()).toHaveLength(1);
    gate.clock.skip(60_000);
    await gate.runJob('forged');
    expect(gate.mails()).toHaveLength(2);
    expect(gate.mails()[1]).not.toContain('STILL');
  });

  it('hold back no alert of a declared environment', async () => {
    const gate = await openKeepingGate(world);
    await gate.runJob('forged');
    gate.putSecret('production', '{}');
    await gate.runJob('production');
    expect(gate.mails()).toHaveLength(2);
  });

  it('are alerts all the same where nothing keeps what was sent', async () => {
    const gate = await world.openGate();
    await gate.runJob('forged');
    await gate.runJob('forged');
    expect(gate.mails()).toHaveLength(2);
  });
});
