import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  BY,
  breakProduction,
  type ControlledGate,
  EXECUTION,
  HOUR_MS,
  OVERRIDE,
  OVERRIDE_ID,
  openControlled,
  REASON,
} from './control-world.ts';
import { type GateWorld, startGateWorld } from './gate-world.ts';
import { jobEvent } from './job-event.ts';
import { keySecret } from './seed-example.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterEach(() => world.aws.faults.clear());
afterAll(() => world.close());

const OTHER_EXECUTION = '4f2b9e1c-0d7a-4c53-9a68-1b2c3d4e5f61';

describe('an override', () => {
  it('opens the gate for its execution, and says so in the summary', async () => {
    const gate = await openControlled(world);
    const [control] = await gate.control({ override: OVERRIDE }, 'request-1');
    expect(control).toMatchObject({
      id: OVERRIDE_ID,
      reason: REASON,
      by: BY,
      requestId: 'request-1',
    });
    const state = await gate.runExecution();
    expect(state).toMatchObject({ status: 'succeeded' });
    expect(JSON.stringify(state)).toContain(
      `production: inconclusive, the gate is open only because of an override by ${BY}, until `,
    );
    expect(JSON.stringify(state)).toContain(REASON);
  });

  it.each<readonly [string, (gate: ControlledGate) => Promise<unknown> | unknown]>([
    ['a verdict of fail', (gate) => breakProduction(gate)],
    ['its end', (gate) => gate.clock.skip(HOUR_MS)],
    ['its revocation', (gate) => gate.control({ revoke: { id: OVERRIDE_ID, by: BY } })],
    [
      'an unreachable table',
      () => world.aws.faults.add({ service: 'dynamodb', kind: 'server-error' }),
    ],
    [
      'a use that cannot be written down',
      () => world.aws.faults.add({ service: 'dynamodb', operation: 'PutItem', kind: 'throttle' }),
    ],
  ])('does not open the gate after %s', async (_name, change) => {
    const gate = await openControlled(world);
    await gate.control({ override: OVERRIDE });
    await change(gate);
    expect(await gate.runExecution()).toMatchObject({ status: 'failed' });
  });

  it.each([
    ['another execution', OTHER_EXECUTION, 'production'],
    ['another environment', EXECUTION, 'staging'],
  ])('does not open the gate for %s', async (_name, executionId, environment) => {
    const gate = await openControlled(world);
    await gate.control({ override: OVERRIDE });
    expect(await gate.runExecution(executionId, environment)).toMatchObject({ status: 'failed' });
  });

  it('does not open a gate whose job names no execution', async () => {
    const gate = await openControlled(world);
    await gate.control({ override: OVERRIDE });
    expect(await gate.runJob()).toMatchObject({ status: 'failed' });
  });

  it('says in the job why it did not open', async () => {
    const gate = await openControlled(world);
    await gate.control({ override: OVERRIDE });
    gate.clock.skip(HOUR_MS);
    expect(JSON.stringify(await gate.runExecution())).toContain(
      'production: the override of this execution has ended (',
    );
    world.aws.faults.add({ service: 'dynamodb', kind: 'server-error' });
    expect(JSON.stringify(await gate.runExecution())).toContain(
      'whether an override opens this execution could not be read. The table of runs',
    );
  });

  it.each([
    ['begins later by the clock of the gate', HOUR_MS / 2, 0],
    ['is longer than a day', 0, 24 * HOUR_MS],
  ])('that %s opens nothing, and the job says so', async (_name, laterMs, longerMs) => {
    const gate = await openControlled(world);
    const controls = gate.base.controls ?? expect.unreachable('there is a table');
    await gate.control({ override: OVERRIDE });
    const call = { signal: new AbortController().signal };
    const set = (await controls.read(OVERRIDE_ID, call)) ?? expect.unreachable('it is set');
    const later = (moment: string, ms: number) => new Date(Date.parse(moment) + ms).toISOString();
    const beganAt = later(set.beganAt, laterMs);
    const endsAt = later(set.endsAt, longerMs);
    await controls.put({ ...set, beganAt, endsAt, revision: set.revision + 1 }, call);
    const state = await gate.runExecution();
    expect(state).toMatchObject({ status: 'failed' });
    expect(JSON.stringify(state)).toContain(
      'production: the override of this execution does not count now: it is from ',
    );
  });

  it('is not asked for where the gate passes or fails', async () => {
    const gate = await openControlled(world);
    gate.twilio.faults.clear();
    const controls = gate.base.controls ?? expect.unreachable('there is a table');
    const read = vi.spyOn(controls, 'read');
    const id = `override/production/${OTHER_EXECUTION}`;
    await gate.runExecution(OTHER_EXECUTION);
    breakProduction(gate);
    await gate.runExecution(OTHER_EXECUTION);
    gate.putSecret('production', keySecret(gate.keys.production));
    expect(read).not.toHaveBeenCalledWith(id, expect.anything());
    gate.twilio.faults.add({ kind: 'html', status: 503 });
    await gate.runExecution(OTHER_EXECUTION);
    expect(read.mock.calls.filter(([asked]) => asked === id)).toHaveLength(1);
  });

  it('is notified of when it is set, used and ended, once each', async () => {
    const gate = await openControlled(world);
    await gate.control({ override: OVERRIDE }, 'request-1');
    await gate.control({ override: OVERRIDE }, 'request-1');
    const job = world.aws.jobs.create();
    const event = jobEvent(
      job.id,
      JSON.stringify({ environment: 'production', executionId: EXECUTION }),
    );
    await Promise.all([gate.handler(event, gate.context), gate.handler(event, gate.context)]);
    await gate.runExecution();
    expect(gate.controlNews()).toEqual(['OVERRIDE SET', 'OVERRIDE USED']);
    await gate.watch();
    gate.clock.skip(HOUR_MS);
    await Promise.all([gate.watch(), gate.watch()]);
    await gate.watch();
    expect(gate.controlNews()).toEqual(['OVERRIDE SET', 'OVERRIDE USED', 'OVERRIDE ENDED']);
    const mail = gate.mails().find((text) => text.includes('opened by an override'));
    expect(mail).toContain(`Asked for by: ${BY} (request request-1)`);
    expect(mail).toContain(`Reason: ${REASON}`);
  });

  it('that was revoked is notified of at once, and not again by the watch', async () => {
    const gate = await openControlled(world);
    await gate.control({ override: OVERRIDE });
    await gate.control({ revoke: { id: OVERRIDE_ID, by: BY } });
    expect(gate.controlNews()).toEqual(['OVERRIDE SET', 'OVERRIDE REVOKED']);
    await gate.watch();
    expect(gate.controlNews()).toEqual(['OVERRIDE SET', 'OVERRIDE REVOKED']);
  });

  it('that could not be notified of is by the next run of the watch', async () => {
    const gate = await openControlled(world);
    world.aws.faults.add({ service: 'sns', resource: gate.topicArn, kind: 'server-error' });
    await gate.control({ override: OVERRIDE });
    expect(gate.controlNews()).toEqual([]);
    world.aws.faults.clear();
    await gate.watch();
    expect(gate.controlNews()).toEqual(['OVERRIDE SET']);
  });
});
