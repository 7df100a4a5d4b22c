import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../local/clock/local-clock.ts';
import type { Pipeline } from '../../../local/pipeline/create-pipeline.ts';
import type { ExecutionMode } from '../../../local/pipeline/pipeline-definition.ts';
import { holdGates, OPEN, SHUT } from './held-gates.ts';

const MINUTE_MS = 60_000;

function inbound(pipeline: Pipeline): readonly string[] {
  return pipeline.stages().find(({ name }) => name === 'Production')?.inboundExecutions ?? [];
}

/** Whether the deployment behind the gate of an execution was reached. */
function isDeployed(pipeline: Pipeline, id: string): boolean {
  const stage = pipeline.execution(id)?.stages.find(({ name }) => name === 'Production');
  return stage?.actions.some(({ name }) => name === 'Deploy') ?? false;
}

describe('a gate in a pipeline', () => {
  it.each<{ mode: ExecutionMode; ends: readonly string[]; atOnce: number }>([
    { mode: 'SUPERSEDED', ends: ['Succeeded', 'Superseded', 'Succeeded'], atOnce: 1 },
    { mode: 'QUEUED', ends: ['Succeeded', 'Succeeded', 'Succeeded'], atOnce: 1 },
    { mode: 'PARALLEL', ends: ['Succeeded', 'Succeeded', 'Succeeded'], atOnce: 3 },
  ])('is asked in the manner of $mode', async ({ mode, ends, atOnce }) => {
    const { pipeline, gated, answer } = holdGates({ executionMode: mode });
    const executions = [pipeline.start(), pipeline.start(), pipeline.start()];
    const asked: number[] = [];
    const all = Promise.all(executions.map(({ ended }) => ended));
    for (let left = ends.filter((end) => end === 'Succeeded').length; left > 0; left -= 1) {
      await pipeline.when(() => gated().length === Math.min(left, atOnce));
      asked.push(gated().length);
      answer(gated()[0] ?? '', OPEN);
    }
    expect((await all).map(({ status }) => status)).toEqual(ends);
    expect(Math.max(...asked)).toBe(atOnce);
  });

  it('blocks its own execution only: the next one enters the unlocked stage', async () => {
    const { pipeline, untilGated, answer } = holdGates();
    const one = pipeline.start();
    const two = pipeline.start();
    await untilGated(one.id);
    await pipeline.when(() => inbound(pipeline).includes(two.id));
    answer(one.id, SHUT);
    expect((await one.ended).status).toBe('Failed');
    await untilGated(two.id);
    expect(() => pipeline.retryStage(one.id, 'Production')).toThrow('another execution');
    answer(two.id, OPEN);
    await two.ended;
    expect([isDeployed(pipeline, one.id), isDeployed(pipeline, two.id)]).toEqual([false, true]);
  });

  it('is asked again by a retry, whichever mode it has', async () => {
    const { pipeline, untilGated, answer } = holdGates();
    const first = pipeline.start();
    for (const mode of ['FAILED_ACTIONS', 'ALL_ACTIONS'] as const) {
      await untilGated(first.id);
      answer(first.id, SHUT);
      await pipeline.when(() => pipeline.execution(first.id)?.status === 'Failed');
      pipeline.retryStage(first.id, 'Production', mode);
    }
    await untilGated(first.id);
    answer(first.id, OPEN);
    await pipeline.when(() => pipeline.execution(first.id)?.status === 'Succeeded');
  });

  it('is not asked behind a disabled transition, and once it is enabled', async () => {
    const { pipeline, untilGated, gated, answer } = holdGates();
    pipeline.disableTransition('Production', 'Release freeze');
    const one = pipeline.start();
    await pipeline.when(() => inbound(pipeline).includes(one.id));
    expect([gated(), pipeline.stages()[1]?.inboundTransition]).toEqual([
      [],
      { isEnabled: false, disabledReason: 'Release freeze' },
    ]);
    pipeline.enableTransition('Production');
    await untilGated(one.id);
    answer(one.id, OPEN);
    expect((await one.ended).status).toBe('Succeeded');
  });

  it('that never answers fails after 20 minutes, and not before', async () => {
    const { pipeline, clock, untilGated } = holdGates();
    const { id, ended } = pipeline.start();
    await untilGated(id);
    await clock.advance(20 * MINUTE_MS - 1);
    expect(pipeline.execution(id)?.status).toBe('InProgress');
    await clock.advance(1);
    const { status, stages } = await ended;
    expect([status, stages[1]?.actions[0]?.errorDetails?.code]).toEqual(['Failed', 'TimeoutError']);
  });

  it('that asks for more time is called again after half a minute, and has 20 minutes anew', async () => {
    const { pipeline, clock, untilGated, answer } = holdGates();
    const { id, ended } = pipeline.start();
    await untilGated(id);
    await clock.advance(19 * MINUTE_MS);
    answer(id, { status: 'succeeded', continuationToken: 'halfway' });
    await clock.untilWaiting();
    await clock.advance(MINUTE_MS / 2);
    await clock.untilWaiting();
    await clock.advance(19 * MINUTE_MS);
    answer(id, OPEN);
    expect((await ended).status).toBe('Succeeded');
  });

  it.each([
    { isAbandoned: false, action: 'Succeeded' },
    { isAbandoned: true, action: 'Abandoned' },
  ])('does not open an execution that was stopped (abandoned: $isAbandoned)', async (row) => {
    const { pipeline, untilGated, answer } = holdGates();
    const { id, ended } = pipeline.start();
    await untilGated(id);
    pipeline.stopExecution(id, { isAbandoned: row.isAbandoned });
    answer(id, OPEN);
    const { status, stages } = await ended;
    expect([status, stages[1]?.actions.map((action) => action.status)]).toEqual([
      'Stopped',
      [row.action],
    ]);
  });

  it('leaves no timer behind when its execution is abandoned', async () => {
    let waits = 0;
    const clock = {
      now: systemClock.now,
      wait: async (delayMs: number, signal?: AbortSignal) => {
        waits += 1;
        await systemClock.wait(delayMs, signal);
        waits -= 1;
      },
    };
    const { pipeline, untilGated } = holdGates({}, { clock });
    const { id, ended } = pipeline.start();
    await untilGated(id);
    pipeline.stopExecution(id, { isAbandoned: true });
    await ended;
    await new Promise(setImmediate);
    expect(waits).toBe(0);
  });

  it('says which execution was in each stage last', async () => {
    const { pipeline, untilGated } = holdGates();
    const { id } = pipeline.start();
    await untilGated(id);
    expect(pipeline.stages()).toMatchObject([
      { name: 'Source', latestExecution: { executionId: id, status: 'Succeeded' } },
      { name: 'Production', latestExecution: { executionId: id, status: 'InProgress' } },
    ]);
    expect(pipeline.executions()).toEqual([pipeline.execution(id)]);
  });
});
