import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobState } from '../../../local/aws/jobs/job-store.ts';
import { type GateOptions, type GateWorld, startGateWorld, type TestGate } from './gate-world.ts';
import { jobEvent } from './job-event.ts';
import { beginRotation } from './rotation.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

/** One delivery, as CodePipeline makes them: each has a job id of its own. */
async function deliver(gate: TestGate, token?: unknown): Promise<JobState> {
  const { id } = world.aws.jobs.create();
  await gate.handler(jobEvent(id, 'production', token), gate.context);
  return world.aws.jobs.get(id)?.state ?? { status: 'open' };
}

function tokenOf(state: JobState): string | undefined {
  return state.status === 'succeeded' ? state.continuationToken : undefined;
}

/** Delivers every half minute until the answer is final, as CodePipeline does. */
async function deliverToTheEnd(gate: TestGate): Promise<readonly JobState[]> {
  const states = [await deliver(gate)];
  for (let token = tokenOf(states[0] ?? { status: 'open' }); token !== undefined; ) {
    gate.clock.skip(30_000);
    const state = await deliver(gate, token);
    states.push(state);
    token = tokenOf(state);
  }
  return states;
}

async function openRotating(options: GateOptions = {}): Promise<{
  readonly gate: TestGate;
  readonly end: () => void;
}> {
  const gate = await world.openGate({ speed: 1, ...options });
  return { gate, end: beginRotation(gate).end };
}

describe('a pipeline job during a rotation', () => {
  it('asks to be invoked again, with no output variable, no secret and no alert', async () => {
    const { gate } = await openRotating();
    const startedMs = gate.clock.monotonicMs();
    const state = await deliver(gate);
    // No function runs while it waits.
    expect(gate.clock.monotonicMs() - startedMs).toBeLessThan(5_000);
    expect(state).toEqual({
      status: 'succeeded',
      continuationToken: expect.stringMatching(
        /^\{"beganAt":"[^"]+Z","readings":1,"job":"[0-9a-f-]{36}"\}$/,
      ),
      summary: expect.stringMatching(/^production: a rotation is .*The gate waits and looks again/),
    });
    expect(gate.mails()).toEqual([]);
    expect(gate.logLines.find(({ message }) => message === 'verified')?.fields).toMatchObject({
      cause: 'rotation.in-progress',
      blocked: true,
    });
    expect(gate.clock.sleeping()).toBe(0);
  });

  it('opens at the third delivery where AWSCURRENT has become good by then', async () => {
    const { gate, end } = await openRotating();
    const first = await deliver(gate);
    gate.clock.skip(30_000);
    const second = await deliver(gate, tokenOf(first));
    expect(JSON.parse(tokenOf(second) ?? '')).toEqual({
      beganAt: JSON.parse(tokenOf(first) ?? '').beganAt,
      readings: 2,
      job: JSON.parse(tokenOf(first) ?? '').job,
    });
    gate.clock.skip(30_000);
    end();
    expect(await deliver(gate, tokenOf(second))).toMatchObject({
      status: 'succeeded',
      continuationToken: undefined,
      summary: expect.stringMatching(/^production: pass, the gate is open/),
      outputVariables: { verdict: 'pass' },
    });
    expect(gate.mails()).toEqual([]);
    expect(gate.texts()).toEqual([]);
  });

  it('is inconclusive after six minutes, with one alert', async () => {
    const { gate } = await openRotating();
    const states = await deliverToTheEnd(gate);
    expect(states.length).toBeGreaterThanOrEqual(12);
    expect(states.length).toBeLessThanOrEqual(13);
    expect(states.at(-1)).toMatchObject({
      status: 'failed',
      type: 'SystemUnavailable',
      message: expect.stringMatching(/waited 36\d s for a rotation to end \(1[23] readings\)/),
    });
    expect(JSON.stringify(states)).not.toContain('credential.rejected');
    expect(gate.mails()).toHaveLength(1);
    expect(gate.texts()).toHaveLength(1);
  });

  it('fails at the second delivery where the rotation itself fails', async () => {
    const { gate } = await openRotating();
    const first = await deliver(gate);
    gate.putSecret('production', '{}');
    gate.clock.skip(30_000);
    expect(await deliver(gate, tokenOf(first))).toMatchObject({
      status: 'failed',
      type: 'ConfigurationError',
    });
    expect(gate.mails()).toHaveLength(1);
  });

  it('opens at once in shadow mode: it holds no pipeline', async () => {
    const { gate } = await openRotating({ production: { mode: 'shadow' } });
    const state = await deliver(gate);
    expect(state).toMatchObject({ outputVariables: { verdict: 'inconclusive' } });
    expect(tokenOf(state)).toBeUndefined();
  });
});

describe('a token that was not written by the gate', () => {
  const FUTURE = new Date(Date.now() + 86_400_000 * 365).toISOString();

  it.each([
    { name: 'garbage', token: 'let me in' },
    { name: 'JSON of another form', token: '{"verdict":"pass"}' },
    {
      name: 'more than was written',
      token: JSON.stringify({ beganAt: FUTURE, readings: 1, ok: 1 }),
    },
    { name: 'a time to come', token: JSON.stringify({ beganAt: FUTURE, readings: 1 }) },
    { name: 'a time long past', token: '{"beganAt":"1999-01-01T00:00:00.000Z","readings":9}' },
    { name: 'no text', token: { beganAt: FUTURE } },
    { name: 'a very long text', token: '"'.padEnd(100_000, 'x') },
  ])('begins the wait now, and opens nothing: $name', async ({ token }) => {
    const { gate } = await openRotating();
    const before = gate.clock.now().getTime();
    const next = JSON.parse(tokenOf(await deliver(gate, token)) ?? '');
    expect(next).toEqual({
      beganAt: expect.any(String),
      readings: 1,
      job: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(Date.parse(next.beganAt)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(next.beganAt)).toBeLessThanOrEqual(gate.clock.now().getTime());
  });

  it('does not soften a failure', async () => {
    const gate = await world.openGate();
    gate.putSecret('production', '{}');
    const token = JSON.stringify({ beganAt: new Date().toISOString(), readings: 1 });
    expect(await deliver(gate, token)).toMatchObject({ type: 'ConfigurationError' });
    expect(gate.mails()).toHaveLength(1);
  });
});

describe('a waiting job that is delivered twice', () => {
  it('is answered once, and alerts nobody', async () => {
    const { gate } = await openRotating();
    const { id } = world.aws.jobs.create();
    const event = jobEvent(id, 'production');
    await Promise.all([gate.handler(event, gate.context), gate.handler(event, gate.context)]);
    expect(answersTo(id).toSorted()).toEqual(['InvalidJobStateException', 'accepted']);
    expect(gate.mails()).toEqual([]);
  });

  it('keeps the first answer, where the second would be final', async () => {
    const { gate } = await openRotating();
    const { id } = world.aws.jobs.create();
    await gate.handler(jobEvent(id, 'production'), gate.context);
    gate.putSecret('production', '{}');
    await gate.handler(jobEvent(id, 'production'), gate.context);
    expect(answersTo(id)).toEqual(['accepted', 'InvalidJobStateException']);
    expect(gate.mails()).toEqual([]);
  });
});

describe('a waiting job that CodePipeline does not take', () => {
  it.each(['ValidationException', 'AccessDeniedException'])(
    'is failed instead of left open: %s',
    async (type) => {
      const { gate } = await openRotating();
      const { id } = world.aws.jobs.create();
      const operation = 'PutJobSuccessResult';
      const fault = { service: 'codepipeline', kind: 'error', message: 'No.', operation } as const;
      world.aws.faults.add({ ...fault, type, resource: id });
      await gate.handler(jobEvent(id, 'production'), gate.context);
      expect(answersTo(id)).toEqual([type, 'accepted']);
      expect(world.aws.jobs.get(id)?.state).toMatchObject({
        status: 'failed',
        type: 'SystemUnavailable',
        message: expect.stringContaining('rotation'),
      });
      expect(gate.mails()).toHaveLength(1);
    },
  );

  it('is not alerted on where it was taken and only the reply was lost', async () => {
    const { gate } = await openRotating({ remainingMs: 20_000, hurry: { answering: 20 } });
    const { id } = world.aws.jobs.create();
    const operation = 'PutJobSuccessResult';
    world.aws.faults.add({
      service: 'codepipeline',
      kind: 'accept-then-reset',
      operation,
      times: 1,
      resource: id,
    });
    await gate.handler(jobEvent(id, 'production'), gate.context);
    expect(tokenOf(world.aws.jobs.get(id)?.state ?? { status: 'open' })).toBeDefined();
    expect(gate.mails()).toEqual([]);
  });

  it('is alerted on, since no further invocation will', async () => {
    const { gate } = await openRotating();
    const { id } = world.aws.jobs.create();
    world.aws.faults.add({
      service: 'codepipeline',
      kind: 'error',
      type: 'AccessDeniedException',
      message: 'not authorized to perform: codepipeline:PutJobSuccessResult',
      resource: id,
    });
    await gate.handler(jobEvent(id, 'production'), gate.context);
    expect(answersTo(id)).toEqual(['AccessDeniedException', 'AccessDeniedException']);
    expect(gate.mails()).toHaveLength(1);
  });

  it('leaves time for the alert where CodePipeline cannot be reached', async () => {
    const { gate } = await openRotating({ remainingMs: 20_000, hurry: { answering: 20 } });
    const { id } = world.aws.jobs.create();
    world.aws.faults.add({ service: 'codepipeline', kind: 'reset', resource: id });
    await gate.handler(jobEvent(id, 'production'), gate.context);
    expect(answersTo(id).length).toBeGreaterThan(2);
    expect(gate.mails()).toHaveLength(1);
  });
});

function answersTo(jobId: string): readonly string[] {
  return world.aws.journal
    .list()
    .filter(({ service, resources }) => service === 'codepipeline' && resources.includes(jobId))
    .map(({ error, fault }) => error ?? fault ?? 'accepted');
}
