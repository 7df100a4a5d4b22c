import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobAnswer, PipelineJobs } from '../../../functions/domain/model/ports.ts';
import type { JobState } from '../../../local/aws/jobs/job-store.ts';
import { type GateOptions, type GateWorld, startGateWorld, type TestGate } from './gate-world.ts';
import { jobEvent } from './job-event.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

/** A gate whose production secret is unusable, so that each answer would send an alert. */
async function openShutGate(options: GateOptions = {}): Promise<TestGate> {
  const gate = await world.openGate(options);
  gate.putSecret('production', '{}');
  return gate;
}

function deliver(gate: TestGate, jobId: string): Promise<unknown> {
  return gate.handler(jobEvent(jobId, 'production'), gate.context);
}

function answersTo(jobId: string): readonly (string | undefined)[] {
  return world.aws.journal
    .list()
    .filter(({ service, resources }) => service === 'codepipeline' && resources.includes(jobId))
    .map(({ error, fault }) => error ?? fault);
}

describe('a job that is delivered twice', () => {
  it('is answered and alerted once when the deliveries follow each other', async () => {
    const gate = await openShutGate();
    const { id } = world.aws.jobs.create();
    await deliver(gate, id);
    await deliver(gate, id);
    expect(answersTo(id)).toEqual([undefined, 'InvalidJobStateException']);
    expect(gate.mails()).toHaveLength(1);
    expect(gate.texts()).toHaveLength(1);
  });

  it('is answered and alerted once when the deliveries come together', async () => {
    const gate = await openShutGate();
    const { id } = world.aws.jobs.create();
    await Promise.all([deliver(gate, id), deliver(gate, id), deliver(gate, id)]);
    expect(answersTo(id).filter((error) => error === undefined)).toHaveLength(1);
    expect(gate.mails()).toHaveLength(1);
  });

  it('keeps the first answer when the world changed in between', async () => {
    const gate = await openShutGate();
    const { id } = world.aws.jobs.create();
    await deliver(gate, id);
    gate.putSecret('production', {
      accountSid: gate.accounts.production.sid,
      apiKeySid: gate.keys.production.sid,
      apiKeySecret: gate.keys.production.secret,
    });
    await deliver(gate, id);
    expect(world.aws.jobs.get(id)?.state).toMatchObject({ status: 'failed' });
  });
});

describe('an answer that CodePipeline took and whose reply was lost', () => {
  it('is ours: the alert is sent, once', async () => {
    const gate = await openShutGate();
    const { id } = world.aws.jobs.create();
    world.aws.faults.add({
      service: 'codepipeline',
      kind: 'accept-then-reset',
      resource: id,
      times: 1,
    });
    await deliver(gate, id);
    expect(answersTo(id)).toEqual(['accept-then-reset', 'InvalidJobStateException']);
    expect(world.aws.jobs.get(id)?.state).toMatchObject({ status: 'failed' });
    expect(gate.mails()).toHaveLength(1);
  });
});

describe('a job that somebody else settled', () => {
  it.each([
    { name: 'it is closed', error: 'InvalidJobStateException' },
    { name: 'it is unknown', error: 'JobNotFoundException' },
  ])('ends quietly, without an alert: $name', async ({ error }) => {
    const gate = await openShutGate();
    const { id } = world.aws.jobs.create();
    const message = 'The job is not open.';
    world.aws.faults.add({
      service: 'codepipeline',
      kind: 'error',
      type: error,
      message,
      resource: id,
    });
    await deliver(gate, id);
    expect(answersTo(id)).toEqual([error]);
    expect(gate.mails()).toEqual([]);
    expect(gate.logLines).toContainEqual(
      expect.objectContaining({ level: 'warn', message: 'the job was answered already' }),
    );
  });
});

describe('an answer that CodePipeline refuses', () => {
  it.each([
    { type: 'AccessDeniedException', outcome: 'denied' },
    { type: 'ValidationException', outcome: 'refused' },
  ])('is logged, tried once and alerted all the same: $type', async ({ type, outcome }) => {
    const gate = await openShutGate();
    const { id } = world.aws.jobs.create();
    world.aws.faults.add({
      service: 'codepipeline',
      kind: 'error',
      type,
      message: 'not authorized to perform: codepipeline:PutJobFailureResult',
      resource: id,
    });
    await deliver(gate, id);
    expect(answersTo(id)).toEqual([type]);
    expect(gate.mails()).toHaveLength(1);
    expect(gate.logLines).toContainEqual(
      expect.objectContaining({
        level: 'error',
        message: 'the job could not be answered',
        fields: expect.objectContaining({ jobId: id, outcome }),
      }),
    );
  });
});

describe('a role that may not answer', () => {
  it.each([
    { verdict: 'shut', permission: 'codepipeline:PutJobFailureResult' },
    { verdict: 'open', permission: 'codepipeline:PutJobSuccessResult' },
  ])('is told which permission is missing, and what follows: $verdict', async (row) => {
    const gate = await world.openGate();
    if (row.verdict === 'shut') gate.putSecret('production', '{}');
    const { id } = world.aws.jobs.create();
    const fault = {
      service: 'codepipeline',
      kind: 'error',
      type: 'AccessDeniedException',
    } as const;
    world.aws.faults.add({ ...fault, message: 'not authorized', resource: id });
    await deliver(gate, id);
    const line = gate.logLines.find(({ message }) => message === 'the job could not be answered');
    expect(line?.fields).toMatchObject({
      missingPermission: row.permission,
      advice: expect.stringMatching(/imported into the pipeline's stack.*waits 20 minutes/),
    });
  });
});

describe('a CodePipeline that cannot be reached', () => {
  it('is asked until the time limit, while the alert goes out; that is logged', async () => {
    const gate = await openShutGate({ hurry: { answering: 20, alerted: 60 } });
    const { id } = world.aws.jobs.create();
    world.aws.faults.add({ service: 'codepipeline', kind: 'reset', resource: id });
    const startedMs = gate.clock.monotonicMs();
    await deliver(gate, id);
    const tookMs = gate.clock.monotonicMs() - startedMs;
    expect(tookMs).toBeGreaterThan(36_000);
    expect(tookMs).toBeLessThan(60_000);
    expect(answersTo(id).length).toBeGreaterThan(10);
    expect(gate.mails()).toHaveLength(1);
    expect(gate.logLines.at(-1)).toMatchObject({
      level: 'error',
      message: expect.stringContaining('the job stays unanswered'),
    });
    const alertedAt = gate.logLines.findIndex(({ message }) => message === 'alert published');
    expect(alertedAt).toBeGreaterThan(0);
    expect(alertedAt).toBeLessThan(gate.logLines.length - 3);
    expect(gate.logLines.filter(({ message }) => message.includes('time was up'))).toEqual([]);
    expect(gate.clock.sleeping()).toBe(0);
  });

  it('takes the answer once it is back', async () => {
    const gate = await openShutGate();
    const { id } = world.aws.jobs.create();
    world.aws.faults.add({ service: 'codepipeline', kind: 'throttle', resource: id, times: 2 });
    await deliver(gate, id);
    expect(answersTo(id)).toHaveLength(3);
    expect(world.aws.jobs.get(id)?.state).toMatchObject({ type: 'ConfigurationError' });
    expect(gate.mails()).toHaveLength(1);
  });

  it('may also be a defect on the way to it: that is tried again', async () => {
    const answers: (() => JobAnswer)[] = [
      () => {
        throw new TypeError('something');
      },
      () => ({ outcome: 'accepted', detail: '' }),
    ];
    const jobs: PipelineJobs = { answer: async () => answers.shift()?.() ?? Promise.reject() };
    const gate = await openShutGate({ base: { jobs } });
    const state: JobState = await gate.runJob();
    expect(state.status).toBe('open');
    expect(answers).toEqual([]);
    expect(gate.mails()).toHaveLength(1);
  });
});
