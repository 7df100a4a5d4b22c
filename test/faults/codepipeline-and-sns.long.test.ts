import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deleteApiKey } from '../../local/twilio/world/api-keys.ts';
import { type GateWorld, startGateWorld, type TestGate } from '../functions/handlers/gate-world.ts';
import { AWS_FAULTS } from './aws-faults.ts';
import { expectNoAccusation, limitsFor, type Outcome, runUnderFault } from './gate-under-fault.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

/** Answers that take effect although the gate does not get to see them. */
const TAKES_EFFECT = ['delay', 'slow-body', 'accept-then-reset'];

/** Nothing is left to be done but to ask again. */
const ALERTED = { hurry: { answering: 20, alerted: 150 } };
const ANSWERING = { hurry: { answering: 20 } };

function deleteKey({ twilio, keys }: TestGate): void {
  deleteApiKey(twilio.world, keys.production.sid);
}

function gaveUp({ gate }: Outcome): boolean {
  return gate.logLines.some(({ message }) => message.includes('the job stays unanswered'));
}

describe.concurrent('a CodePipeline that', () => {
  it.each(AWS_FAULTS)('$name is asked until the end; nobody is accused', async ({ effect }) => {
    const outcome = await runUnderFault(
      world,
      { ...limitsFor('jobs', effect), ...ANSWERING },
      ({ aws }, jobId) => aws.faults.add({ service: 'codepipeline', resource: jobId, ...effect }),
    );
    expectNoAccusation(outcome);
    if (TAKES_EFFECT.includes(effect.kind)) {
      expect(['succeeded', 'open']).toContain(outcome.state.status);
    } else {
      expect(outcome.state.status).toBe('open');
    }
    expect(gaveUp(outcome)).toBe(true);
  });

  it.each(AWS_FAULTS)('$name twice has the answer in the end', async ({ effect }) => {
    const outcome = await runUnderFault(world, limitsFor('jobs', effect), ({ aws }, jobId) =>
      aws.faults.add({ service: 'codepipeline', resource: jobId, times: 2, ...effect }),
    );
    expectNoAccusation(outcome);
    expect(outcome.state.status).toBe('succeeded');
    expect(outcome.gate.mails()).toEqual([]);
  });

  it.each(AWS_FAULTS)(
    '$name never opens for a deleted key, and people hear',
    async ({ effect }) => {
      const breakBoth = (gate: TestGate, jobId: string): void => {
        deleteKey(gate);
        gate.aws.faults.add({ service: 'codepipeline', resource: jobId, ...effect });
      };
      const outcome = await runUnderFault(
        world,
        { ...limitsFor('jobs', effect), ...ALERTED },
        breakBoth,
      );
      expect(outcome.state.status).not.toBe('succeeded');
      expect(outcome.cause).toBe('credential.rejected');
      expect(outcome.gate.mails()).toHaveLength(1);
    },
  );

  it.each(AWS_FAULTS)('$name once fails the job of a deleted key', async ({ effect }) => {
    const outcome = await runUnderFault(world, limitsFor('jobs', effect), (gate, jobId) => {
      deleteKey(gate);
      gate.aws.faults.add({ service: 'codepipeline', resource: jobId, times: 1, ...effect });
    });
    expect(outcome.state).toMatchObject({ status: 'failed', type: 'JobFailed' });
    expect(outcome.gate.mails()).toHaveLength(1);
  });
});

describe.concurrent('an SNS that', () => {
  it.each(AWS_FAULTS)('$name keeps no good credential out', async ({ effect }) => {
    const outcome = await runUnderFault(world, limitsFor('alerts', effect), ({ aws, topicArn }) =>
      aws.faults.add({ service: 'sns', resource: topicArn, ...effect }),
    );
    expectNoAccusation(outcome);
    expect(outcome.state).toMatchObject({ status: 'succeeded' });
  });

  it.each(AWS_FAULTS)('$name lets no deleted key in', async ({ effect }) => {
    const outcome = await runUnderFault(world, limitsFor('alerts', effect), (gate) => {
      deleteKey(gate);
      gate.aws.faults.add({ service: 'sns', resource: gate.topicArn, ...effect });
    });
    expect(outcome.state).toMatchObject({ status: 'failed', type: 'JobFailed' });
    expect(outcome.gate.logLines).toContainEqual(
      expect.objectContaining({ message: 'the alert could not be published' }),
    );
  });

  it.each(AWS_FAULTS)('$name during an outage of Twilio lets nobody in', async ({ effect }) => {
    const outcome = await runUnderFault(
      world,
      limitsFor('alerts', effect),
      ({ aws, topicArn, twilio }) => {
        twilio.faults.add({ kind: 'html', status: 503 });
        aws.faults.add({ service: 'sns', resource: topicArn, ...effect });
      },
    );
    expectNoAccusation(outcome);
    expect(outcome.state).toMatchObject({ status: 'failed', type: 'SystemUnavailable' });
  });
});
