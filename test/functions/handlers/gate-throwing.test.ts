import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SecretReader } from '../../../functions/domain/model/ports.ts';
import { answersTo, deliver, deliverAgain } from './deliver-job.ts';
import { type GateOptions, type GateWorld, startGateWorld, type TestGate } from './gate-world.ts';
import { jobEvent } from './job-event.ts';
import { beginRotation } from './rotation.ts';

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

const asks = (throwOnFailure: unknown): string =>
  JSON.stringify({ environment: 'production', throwOnFailure });

describe('a job whose gate is shut', () => {
  it.each([
    { says: 'true', parameters: asks(true), end: 'gate.blocked' },
    { says: '"true", as a key-value pair does', parameters: asks('true'), end: 'gate.blocked' },
    { says: 'false', parameters: asks(false), end: 'returned' },
    { says: '"false"', parameters: asks('false'), end: 'returned' },
    { says: 'nothing', parameters: 'production', end: 'returned' },
  ])('is answered and alerted, and then throws as asked: $says', async ({ parameters, end }) => {
    const gate = await openShutGate();
    const told = await deliver(gate, (id) => jobEvent(id, parameters));
    expect(told).toMatchObject({ end, state: { status: 'failed', type: 'ConfigurationError' } });
    expect(gate.mails()).toHaveLength(1);
    expect(gate.measured.filter(({ name }) => name === 'verdict')).toHaveLength(1);
  });

  it('throws the diagnosis in its first line, and the run', async () => {
    const gate = await openShutGate();
    const { message, state } = await deliver(gate, (id) => jobEvent(id, asks(true)));
    expect(message).toMatch(/^production: the secret lacks .*\(run [0-9a-f-]{36}\)$/);
    const [line] = state?.status === 'failed' ? state.message.split('\n') : [];
    expect(message).toContain(line);
  });

  it.each([
    { name: 'an unknown key', text: '{"environment":"production","env":1,"throwOnFailure":true}' },
    { name: 'no environment', text: '{"throwOnFailure":"true"}' },
    { name: 'an unknown environment', text: '{"environment":"prodution","throwOnFailure":true}' },
  ])('throws also where the parameters are at fault: $name', async ({ text }) => {
    const gate = await world.openGate();
    const told = await deliver(gate, (id) => jobEvent(id, text));
    expect(told).toMatchObject({
      end: 'gate.blocked',
      state: { status: 'failed', type: 'ConfigurationError' },
    });
    expect(gate.mails()).toHaveLength(1);
  });

  it('does not throw where what it asks cannot be read', async () => {
    const gate = await world.openGate();
    for (const text of ['{"environment":"production","throwOnFailure":tru', asks('yes')]) {
      const told = await deliver(gate, (id) => jobEvent(id, text));
      expect(told).toMatchObject({ end: 'returned', state: { type: 'ConfigurationError' } });
    }
  });

  it('throws after a defect and when the time is up', async () => {
    const never = (): Promise<never> => new Promise(() => undefined);
    const deaf: SecretReader = { read: never, describe: never };
    const broken: SecretReader = { read: () => Promise.reject(new Error('x')), describe: never };
    for (const secrets of [deaf, broken]) {
      const gate = await world.openGate({ ports: { secrets }, remainingMs: 12_000 });
      const told = await deliver(gate, (id) => jobEvent(id, asks(true)));
      expect(told).toMatchObject({ end: 'gate.blocked', state: { type: 'SystemUnavailable' } });
    }
  });

  it('throws a defect in answering as one, and only where it is to throw', async () => {
    const uuid = (): never => {
      throw new Error('a stranger said this');
    };
    const gate = await world.openGate({ base: { randomness: { fraction: () => 0, uuid } } });
    const other = { environment: 'other' };
    const thrown = await deliver(gate, (id) =>
      jobEvent(id, JSON.stringify({ ...other, throwOnFailure: true })),
    );
    expect(thrown).toMatchObject({
      end: 'program.defect',
      message: expect.not.stringMatching(/stranger/),
    });
    const quiet = await deliver(gate, (id) => jobEvent(id, JSON.stringify(other)));
    expect(quiet).toMatchObject({ end: 'returned' });
  });

  it('throws again for another delivery, which answers and alerts nobody', async () => {
    const gate = await openShutGate();
    const { id } = world.aws.jobs.create();
    const event = jobEvent(id, asks(true));
    expect(await deliverAgain(gate, id, event)).toMatchObject({ end: 'gate.blocked' });
    expect(await deliverAgain(gate, id, event)).toMatchObject({ end: 'gate.blocked' });
    expect(answersTo(gate, id)).toEqual(['accepted', 'InvalidJobStateException']);
    expect(gate.mails()).toHaveLength(1);
  });

  it('throws also where CodePipeline knows no such job, or lets the function not answer', async () => {
    for (const type of ['JobNotFoundException', 'AccessDeniedException']) {
      const gate = await openShutGate();
      const { id } = world.aws.jobs.create();
      const fault = { service: 'codepipeline', kind: 'error', message: 'no' } as const;
      world.aws.faults.add({ ...fault, type, resource: id });
      expect(await deliverAgain(gate, id, jobEvent(id, asks(true)))).toMatchObject({
        end: 'gate.blocked',
      });
      expect(answersTo(gate, id)).toEqual([type]);
    }
  });
});

describe('a job that is to throw, and need not', () => {
  it('succeeds for a good credential', async () => {
    const gate = await world.openGate();
    const told = await deliver(gate, (id) => jobEvent(id, asks(true)));
    expect(told).toMatchObject({ end: 'returned', state: { status: 'succeeded' } });
  });

  it('succeeds in shadow mode', async () => {
    const gate = await openShutGate({ production: { mode: 'shadow' } });
    const told = await deliver(gate, (id) => jobEvent(id, asks(true)));
    expect(told).toMatchObject({ end: 'returned', state: { status: 'succeeded' } });
  });

  it('waits for a rotation where CodePipeline will invoke again', async () => {
    const gate = await world.openGate({ speed: 1 });
    beginRotation(gate);
    const told = await deliver(gate, (id) => jobEvent(id, asks(true)));
    expect(told).toMatchObject({
      end: 'returned',
      state: { status: 'succeeded', continuationToken: expect.any(String) },
    });
  });

  it('throws during a rotation where nobody will invoke again', async () => {
    const gate = await world.openGate({ speed: 1 });
    beginRotation(gate);
    const { id } = world.aws.jobs.create();
    const fault = { service: 'codepipeline', kind: 'error', type: 'JobNotFoundException' } as const;
    world.aws.faults.add({ ...fault, message: 'no', resource: id });
    expect(await deliverAgain(gate, id, jobEvent(id, asks(true)))).toMatchObject({
      end: 'gate.blocked',
      message: expect.stringContaining('rotation'),
    });
  });
});
