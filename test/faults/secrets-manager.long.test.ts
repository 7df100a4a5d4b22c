import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GateWorld, startGateWorld } from '../functions/handlers/gate-world.ts';
import { AWS_FAULTS } from './aws-faults.ts';
import {
  expectNoAccusation,
  expectShutAsUnavailable,
  limitsFor,
  runUnderFault,
} from './gate-under-fault.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

const service = 'secretsmanager';

describe.concurrent('a Secrets Manager that, for a good credential,', () => {
  it.each(AWS_FAULTS)('$name shuts the gate as unavailable', async ({ effect }) => {
    const outcome = await runUnderFault(world, limitsFor('secrets', effect), ({ aws, secretId }) =>
      aws.faults.add({ service, resource: secretId('production'), ...effect }),
    );
    expectShutAsUnavailable(outcome);
    expect(outcome.cause).toBe('aws.unavailable');
  });

  it.each(AWS_FAULTS)('$name once is asked again', async ({ effect }) => {
    const outcome = await runUnderFault(world, limitsFor('secrets', effect), ({ aws, secretId }) =>
      aws.faults.add({ service, resource: secretId('production'), times: 1, ...effect }),
    );
    expectNoAccusation(outcome);
    expect(['succeeded', 'failed']).toContain(outcome.state.status);
  });

  it.each(AWS_FAULTS)('$name for another environment opens all the same', async ({ effect }) => {
    const outcome = await runUnderFault(world, limitsFor('secrets', effect), ({ aws, secretId }) =>
      aws.faults.add({ service, resource: secretId('staging'), ...effect }),
    );
    expectNoAccusation(outcome);
    expect(outcome.state).toMatchObject({ status: 'succeeded' });
  });

  it.each(AWS_FAULTS)('$name for the auditor accuses nobody', async ({ effect }) => {
    const outcome = await runUnderFault(world, limitsFor('secrets', effect), ({ aws, secretId }) =>
      aws.faults.add({ service, resource: secretId('auditor'), ...effect }),
    );
    expectNoAccusation(outcome);
  });
});
