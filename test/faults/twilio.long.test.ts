import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deleteApiKey } from '../../local/twilio/world/api-keys.ts';
import { type GateWorld, startGateWorld } from '../functions/handlers/gate-world.ts';
import {
  expectNoAccusation,
  expectShutAsUnavailable,
  limitsFor,
  runUnderFault,
} from './gate-under-fault.ts';
import { TWILIO_FAULTS } from './twilio-faults.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

describe.concurrent('a Twilio that, for a good credential,', () => {
  it.each(TWILIO_FAULTS)('$name shuts the gate as unavailable', async ({ fault }) => {
    const outcome = await runUnderFault(world, limitsFor('twilio', fault), ({ twilio }) =>
      twilio.faults.add(fault),
    );
    expectShutAsUnavailable(outcome);
  });

  it.each(TWILIO_FAULTS)('$name for the key alone shuts the gate', async ({ fault }) => {
    const outcome = await runUnderFault(world, limitsFor('twilio', fault), ({ twilio, keys }) =>
      twilio.faults.add({ ...fault, match: { username: keys.production.sid } }),
    );
    expectShutAsUnavailable(outcome);
  });

  it.each(TWILIO_FAULTS)('$name for the auditor alone accuses nobody', async ({ fault }) => {
    const outcome = await runUnderFault(world, limitsFor('twilio', fault), ({ twilio, accounts }) =>
      twilio.faults.add({ ...fault, match: { username: accounts.parent.sid } }),
    );
    expectNoAccusation(outcome);
  });

  it.each(TWILIO_FAULTS)('$name once never opens wrongly', async ({ fault }) => {
    const outcome = await runUnderFault(world, limitsFor('twilio', fault), ({ twilio }) =>
      twilio.faults.add({ ...fault, times: 1 }),
    );
    expectNoAccusation(outcome);
    expect(['succeeded', 'failed']).toContain(outcome.state.status);
  });
});

describe.concurrent('a Twilio that, for a deleted key,', () => {
  it.each(TWILIO_FAULTS)('$name keeps the gate shut', async ({ fault }) => {
    const outcome = await runUnderFault(world, limitsFor('twilio', fault), ({ twilio, keys }) => {
      deleteApiKey(twilio.world, keys.production.sid);
      twilio.faults.add(fault);
    });
    expectShutAsUnavailable(outcome);
  });

  it.each(TWILIO_FAULTS)('$name once keeps the gate shut', async ({ fault }) => {
    const outcome = await runUnderFault(world, limitsFor('twilio', fault), ({ twilio, keys }) => {
      deleteApiKey(twilio.world, keys.production.sid);
      twilio.faults.add({ ...fault, times: 1 });
    });
    expect(outcome.state.status).toBe('failed');
  });
});

describe('Twilio’s own parsed rejection', () => {
  it('is what makes a credential rejected', async () => {
    const outcome = await runUnderFault(world, {}, ({ twilio, keys }) =>
      twilio.faults.add({
        kind: 'status',
        status: 401,
        code: 20003,
        match: { username: keys.production.sid },
      }),
    );
    expect(outcome).toMatchObject({ verdict: 'fail', cause: 'credential.rejected' });
    expect(outcome.state).toMatchObject({ status: 'failed', type: 'JobFailed' });
  });
});
