import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlertSink, PipelineJobs } from '../../../functions/domain/model/ports.ts';
import type { FaultEffect } from '../../../local/aws/faults/fault.ts';
import { type GateOptions, type GateWorld, startGateWorld, type TestGate } from './gate-world.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

async function openShutGate(options: GateOptions = {}): Promise<TestGate> {
  const gate = await world.openGate(options);
  gate.putSecret('production', '{}');
  return gate;
}

describe('the order of a failure', () => {
  it('is pipeline first, then alert', async () => {
    const order: string[] = [];
    const jobs: PipelineJobs = {
      answer: async () => {
        await new Promise((resolve) => setImmediate(resolve));
        order.push('job answered');
        return { outcome: 'accepted', detail: '' };
      },
    };
    const alerts: AlertSink = {
      publish: async () => {
        order.push('alert published');
      },
    };
    const gate = await openShutGate({ base: { jobs, alerts } });
    await gate.runJob();
    expect(order).toEqual(['job answered', 'alert published']);
  });

  it('is the same on the wire', async () => {
    const gate = await openShutGate();
    const before = world.aws.journal.list().length;
    await gate.runJob();
    const calls = world.aws.journal.list().slice(before);
    expect(calls.map(({ operation }) => operation).slice(-2)).toEqual([
      'PutJobFailureResult',
      'Publish',
    ]);
  });
});

const SNS_FAULTS: readonly { readonly name: string; readonly effect: FaultEffect }[] = [
  { name: 'hangs', effect: { kind: 'hang' } },
  { name: 'resets', effect: { kind: 'reset' } },
  { name: 'throttles', effect: { kind: 'throttle' } },
  { name: 'fails', effect: { kind: 'server-error' } },
  { name: 'answers garbage', effect: { kind: 'garbage' } },
  { name: 'answers nothing', effect: { kind: 'empty' } },
  { name: 'drips its answer', effect: { kind: 'slow-body', delayMs: 60_000 } },
  {
    name: 'knows no such topic',
    effect: { kind: 'error', type: 'NotFound', message: 'Topic does not exist', status: 404 },
  },
  {
    name: 'may not use its KMS key',
    effect: { kind: 'error', type: 'KMSAccessDenied', message: 'The ciphertext refers to a key' },
  },
  {
    name: 'refuses the role',
    effect: { kind: 'error', type: 'AuthorizationError', message: 'not authorized', status: 403 },
  },
];

/** No answer comes: only then may a limit be short. */
const isSilent = ({ kind }: FaultEffect): boolean => ['hang', 'slow-body'].includes(kind);

describe('an SNS that', () => {
  it.concurrent.each(SNS_FAULTS)('$name changes no answer and is logged', async ({ effect }) => {
    const gate = await openShutGate({ timeoutsMs: { alerts: isSilent(effect) ? 150 : 20_000 } });
    world.aws.faults.add({ service: 'sns', resource: gate.topicArn, ...effect });
    expect(await gate.runJob()).toMatchObject({ status: 'failed', type: 'ConfigurationError' });
    expect(await gate.handler({ environment: 'production' }, gate.context)).toMatchObject({
      verdict: 'fail',
    });
    const lines = gate.logLines.filter(({ message }) => message.startsWith('the alert could not'));
    expect(lines).toHaveLength(2);
    expect(gate.clock.sleeping()).toBe(0);
  });
});

describe('a sink', () => {
  it('that throws a stranger’s error is logged without its message', async () => {
    const alerts: AlertSink = { publish: () => Promise.reject(new TypeError('secret-things')) };
    const gate = await openShutGate({ base: { alerts } });
    expect(await gate.runJob()).toMatchObject({ type: 'ConfigurationError' });
    expect(gate.logLines.at(-1)).toMatchObject({
      message: 'the alert could not be published',
      fields: { detail: 'TypeError' },
    });
  });

  it('that is missing is logged for a job and for a person', async () => {
    const gate = await openShutGate({ base: { alerts: undefined } });
    await gate.runJob();
    await gate.handler({ environment: 'production' }, gate.context);
    const told = gate.logLines.filter(({ message }) => message.startsWith('there is no alert'));
    expect(told).toHaveLength(2);
  });

  it('that is missing is nobody’s business while all is well', async () => {
    const gate = await world.openGate({ base: { alerts: undefined } });
    await gate.runJob();
    expect(gate.logLines.filter(({ level }) => level !== 'info')).toEqual([]);
  });
});
