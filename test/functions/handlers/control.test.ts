import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createControlHandler } from '../../../functions/handlers/control.ts';
import { HOUR_MS, OVERRIDE, OVERRIDE_ID, openControlled, SNOOZE } from './control-world.ts';
import { type GateWorld, startGateWorld } from './gate-world.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterEach(() => world.aws.faults.clear());
afterAll(() => world.close());

describe('the control function', () => {
  it('lists what is set, the newest first, and refuses what is set already', async () => {
    const gate = await openControlled(world);
    await gate.control({ override: OVERRIDE });
    gate.clock.skip(60_000);
    await gate.control({ snooze: SNOOZE });
    expect((await gate.control({ list: {} })).map(({ id }) => id)).toEqual([
      'snooze/production',
      OVERRIDE_ID,
    ]);
    await expect(gate.control({ snooze: SNOOZE })).rejects.toMatchObject({
      code: 'control.refused',
      message: expect.stringMatching(/^snooze\/production is set until .* revoke it first\.$/),
    });
  });

  it('sets one again that has ended, and notifies of both', async () => {
    const gate = await openControlled(world);
    await gate.control({ snooze: SNOOZE });
    gate.clock.skip(8 * HOUR_MS);
    const [again] = await gate.control({ snooze: SNOOZE });
    expect(again?.notified.ended).toBeUndefined();
    expect(gate.controlNews()).toEqual(['SNOOZE SET', 'SNOOZE ENDED', 'SNOOZE SET']);
  });

  it('refuses to revoke what is not set, or has ended', async () => {
    const gate = await openControlled(world);
    const revoke = { revoke: { id: 'snooze/production' } };
    await expect(gate.control(revoke)).rejects.toThrow('snooze/production is not set.');
    await gate.control({ snooze: SNOOZE });
    await gate.control(revoke);
    await expect(gate.control(revoke)).rejects.toThrow(/^snooze\/production has ended/);
  });

  it('needs a table', async () => {
    const gate = await openControlled(world);
    const handler = createControlHandler({ ...gate.base, controls: undefined }, gate.compose);
    await expect(handler({ list: {} }, gate.context)).rejects.toMatchObject({
      code: 'history.absent',
    });
  });

  it.each([
    ['nothing', null, 'the payload must be an object'],
    ['two things', { list: {}, revoke: { id: 'snooze/production' } }, 'it must ask for one thing'],
    [
      'what the gate takes',
      { environment: 'staging' },
      'this is the control function, which verifies nothing: ask the gate (GateFunctionName in',
    ],
    ['an empty object', {}, 'it must ask for one thing'],
    [
      'no reason',
      { override: { ...OVERRIDE, reason: ' ' } },
      '"override.reason" must be a text of 1 to 200',
    ],
    [
      'a long reason',
      { snooze: { ...SNOOZE, reason: 'x'.repeat(201) } },
      '"snooze.reason" must be',
    ],
    [
      'a day and a minute',
      { override: { ...OVERRIDE, minutes: 1441 } },
      '"override.minutes" must be a whole number from 1 to 1440',
    ],
    ['no time', { override: { ...OVERRIDE, minutes: 0 } }, '"override.minutes" must be'],
    [
      'more than a week',
      { snooze: { ...SNOOZE, hours: 169 } },
      '"snooze.hours" must be a whole number from 1 to 168',
    ],
    [
      'no execution',
      { override: { ...OVERRIDE, executionId: 'latest' } },
      '"override.executionId" must be the id',
    ],
    ['an id that is none', { revoke: { id: 'ENV#production' } }, '"revoke.id" must be the id'],
    ['an environment that is not declared', { snooze: { ...SNOOZE, environment: 'prod' } }, 'prod'],
  ])('refuses %s', async (_name, payload, message) => {
    const gate = await openControlled(world);
    await expect(gate.control(payload)).rejects.toThrow(message);
  });

  it('shows of a reason one line without what looks like a secret', async () => {
    const gate = await openControlled(world);
    const secret = 'Zq3RkT9vLm2XcY7bNw4HsJ8dGf5PaE6u';
    const reason = `Twilio is down\nand the new key is ${secret}`;
    const [control] = await gate.control({ snooze: { ...SNOOZE, reason, by: `me ${secret}` } });
    expect(control?.reason).toBe('Twilio is down and the new key is …');
    expect(control?.by).toBe('…');
    expect(JSON.stringify([gate.mails(), gate.logLines])).not.toContain(secret.slice(0, 8));
  });
});
