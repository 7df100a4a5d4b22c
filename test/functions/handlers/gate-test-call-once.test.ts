import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../../functions/domain/model/report.ts';
import { setAccountType } from '../../../local/twilio/world/accounts.ts';
import { MESSAGE, openCallingGate, said, TO, VOICE } from './calling-world.ts';
import { type GateWorld, startGateWorld } from './gate-world.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

describe('no test call is placed', () => {
  it('where another check fails', async () => {
    const gate = await openCallingGate(world, VOICE);
    gate.putSecret('production', '{}');
    expect(said(await gate.deliverToTheEnd())).toMatch(/^ConfigurationError/);
    expect(gate.posts()).toEqual([]);
  });

  it('on a Trial account, which is a warning', async () => {
    const account = {
      sid: 'ACdfb5b35a454c6996821c13b13e6f33ed',
      parentSid: 'AC68e4b453df2939a44b2a91959935a304',
    };
    const gate = await openCallingGate(world, VOICE, { production: { account } });
    setAccountType(gate.twilio.world, gate.accounts.production.sid, 'Trial');
    expect(said(await gate.deliverToTheEnd())).toMatch(/^succeeded: production: warn.*Trial/);
    expect(gate.posts()).toEqual([]);
  });

  it('beyond maxPerDay, which is a warning', async () => {
    const gate = await openCallingGate(world, { ...VOICE, maxPerDay: 1 });
    expect(said(await gate.deliverToTheEnd({}))).toMatch(/pass/);
    expect(said(await gate.deliverToTheEnd({}))).toMatch(/^succeeded: production: warn.*maxPerDay/);
    expect(gate.posts()).toHaveLength(1);
  });

  it('for a person who does not ask for one', async () => {
    const gate = await openCallingGate(world, VOICE);
    const report = (await gate.handler({ environment: 'production' }, gate.context)) as Report;
    expect(report.environments[0]?.checks).toContainEqual(
      expect.objectContaining({ id: 'test-call', tier: 'call', status: 'skipped' }),
    );
    expect(gate.posts()).toEqual([]);
  });

  it('without the table that bounds them', async () => {
    const gate = await openCallingGate(world, VOICE, { base: { testCalls: undefined } });
    expect(said(await gate.deliverToTheEnd())).toMatch(/^SystemUnavailable: .*no table of runs/);
    expect(gate.posts()).toEqual([]);
  });
});

describe('a test call that a person asks for', () => {
  it('is followed to its end within the invocation', async () => {
    const gate = await openCallingGate(world, VOICE, { telephony: { stepMs: 3_000 } });
    const payload = { environment: 'production', testCall: true };
    const report = (await gate.handler(payload, gate.context)) as Report;
    expect(report.environments[0]?.checks).toContainEqual(
      expect.objectContaining({
        id: 'test-call',
        status: 'pass',
        message: expect.stringMatching(
          new RegExp(
            `to \\${TO} \\(CA.*ended as completed: a person or a voicemail answered; it cost 0\\.014 USD`,
          ),
        ),
      }),
    );
  });

  it('is estimated where Twilio names no price yet', async () => {
    const gate = await openCallingGate(world, VOICE, { telephony: { priceLagMs: 60_000 } });
    const report = (await gate.handler(
      { environment: 'production', testCall: true },
      gate.context,
    )) as Report;
    expect(report.environments[0]?.checks.at(-1)?.message).toMatch(
      /; Twilio has not named its price yet; estimated: 0\.014 USD, a minute by Twilio's Pricing API$/,
    );
  });

  it('is refused where the environment declares none', async () => {
    const gate = await openCallingGate(world, VOICE);
    const payload = { environment: 'staging', testCall: true };
    await expect(gate.handler(payload, gate.context)).rejects.toMatchObject({
      code: 'payload.invalid',
      message: expect.stringContaining('declares a testCall'),
    });
  });
});

describe('a job that continues another', () => {
  it('places no other call where the clock of its machine is behind', async () => {
    const gate = await openCallingGate(world, VOICE, { telephony: { stepMs: 10_000 } });
    const { token = '' } = await gate.deliver();
    const written = { ...JSON.parse(token), beganAt: '2999-01-01T00:00:00.000Z' };
    gate.clock.skip(30_000);
    const { state } = await gate.deliver({ token: JSON.stringify(written) });
    expect(said(state)).toMatch(/^succeeded: production: pass/);
    expect(gate.posts()).toHaveLength(1);
  });
});

describe('a retry of the stage', () => {
  const executionId = 'abababab-1111-4222-8333-444444444444';

  it('places one new call where the first failed', async () => {
    const gate = await openCallingGate(world, VOICE, { telephony: { call: 'busy' } });
    expect(said(await gate.deliverToTheEnd({ executionId }))).toMatch(/^JobFailed/);
    gate.twilio.world.telephony = { ...gate.twilio.world.telephony, call: 'completed' };
    expect(said(await gate.deliverToTheEnd({ executionId }))).toMatch(/^succeeded/);
    expect(said(await gate.deliverToTheEnd({ executionId }))).toMatch(/^succeeded/);
    expect(gate.posts()).toHaveLength(2);
  });

  it('places none where the outcome of the first is not known', async () => {
    const gate = await openCallingGate(world, VOICE, {
      telephony: { call: 'alive', stepMs: 1_000 },
    });
    expect(said(await gate.deliverToTheEnd({ executionId }))).toMatch(/^SystemUnavailable/);
    expect(said(await gate.deliverToTheEnd({ executionId }))).toMatch(/^SystemUnavailable/);
    expect(gate.posts()).toHaveLength(1);
  });
});

describe('a job whose answer of Twilio is lost', () => {
  it.each([
    ['a call', VOICE],
    ['a message', MESSAGE],
  ])('finds %s in a list that is late, and judges it', async (_, testCall) => {
    const gate = await openCallingGate(world, testCall, { telephony: { listLagMs: 40_000 } });
    gate.twilio.faults.add({ match: { method: 'POST' }, kind: 'lost-answer', times: 1 });
    expect(said(await gate.deliverToTheEnd())).toMatch(/^succeeded: production: pass/);
    expect(gate.posts()).toHaveLength(1);
  });

  it('says that it is not known where no list ever shows it', async () => {
    const gate = await openCallingGate(world, VOICE);
    gate.twilio.faults.add({ match: { method: 'POST' }, kind: 'reset', times: 1 });
    expect(said(await gate.deliverToTheEnd())).toMatch(
      /^SystemUnavailable: .*may have been placed: unknown/,
    );
    expect(gate.posts()).toHaveLength(1);
  });
});
