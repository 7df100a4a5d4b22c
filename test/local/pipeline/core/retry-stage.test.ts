import { describe, expect, it } from 'vitest';
import type { RetryMode } from '../../../../local/pipeline/core/pipeline-input.ts';
import { action, FAILURE, play } from './played.ts';

const STAGES = [
  { name: 'A', actions: [action('A')] },
  { name: 'B', actions: [action('First'), action('Gate', 2), action('Other', 2)] },
];

/** An execution whose stage B failed: First and Other succeeded, Gate did not. */
function failed() {
  const pipeline = play({ stages: STAGES });
  pipeline.start('one');
  pipeline.end('one A/A');
  pipeline.end('one B/First');
  pipeline.end('one B/Gate', FAILURE);
  pipeline.end('one B/Other');
  return pipeline;
}

function retry(mode: RetryMode, stage = 'B') {
  return { kind: 'retry', id: 'one', stage, mode } as const;
}

describe('retrying a stage', () => {
  it('fails it only when everything that runs at once has ended', () => {
    const pipeline = failed();
    const ends = ['one B/Gate Failed', 'one B/Other Succeeded', 'one B Failed', 'one Failed'];
    expect(pipeline.changes.slice(-4)).toEqual(ends);
  });

  it('runs what failed, in the same execution, and goes on', () => {
    const pipeline = failed();
    pipeline.put(retry('FAILED_ACTIONS'));
    expect(pipeline.running()).toEqual(['one B/Gate']);
    pipeline.end('one B/Gate');
    expect(pipeline.status('one')).toBe('Succeeded');
  });

  it('runs all of it from the first action', () => {
    const pipeline = failed();
    pipeline.put(retry('ALL_ACTIONS'));
    expect(pipeline.running()).toEqual(['one B/First']);
    pipeline.end('one B/First');
    expect(pipeline.running()).toEqual(['one B/Gate', 'one B/Other']);
  });

  it('may fail again and be retried again', () => {
    const pipeline = failed();
    pipeline.put(retry('FAILED_ACTIONS'));
    pipeline.end('one B/Gate', FAILURE);
    pipeline.put(retry('FAILED_ACTIONS'));
    pipeline.end('one B/Gate');
    expect(pipeline.state.executions[0]).toMatchObject({ status: 'Succeeded', attempt: 3 });
  });

  it('drops an answer that belongs to an earlier try', () => {
    const pipeline = failed();
    pipeline.put(retry('FAILED_ACTIONS'));
    const work = { executionId: 'one', stage: 'B', action: 'Gate', attempt: 1 };
    pipeline.put({ kind: 'action-finished', work, outcome: { status: 'Succeeded' } });
    expect(pipeline.status('one')).toBe('InProgress');
  });

  it('passes a transition that has been disabled since: the execution is behind it', () => {
    const pipeline = failed();
    pipeline.put({ kind: 'disable', stage: 'B', reason: 'hold' });
    pipeline.put(retry('FAILED_ACTIONS'));
    expect(pipeline.running()).toEqual(['one B/Gate']);
  });

  it('locks the stage again', () => {
    const pipeline = failed();
    pipeline.put(retry('FAILED_ACTIONS'));
    pipeline.start('two');
    pipeline.end('two A/A');
    expect(pipeline.waiting()).toEqual(['two before B']);
  });

  it('is refused once another execution has entered the stage', () => {
    const pipeline = failed();
    pipeline.start('two');
    pipeline.end('two A/A');
    expect(() => pipeline.put(retry('FAILED_ACTIONS'))).toThrow(
      expect.objectContaining({ code: 'NotLatestPipelineExecutionException' }),
    );
  });

  it.each([
    { title: 'a stage that succeeded', stage: 'A', code: 'StageNotRetryableException' },
    { title: 'an unknown stage', stage: 'D', code: 'StageNotFoundException' },
  ])('is refused for $title', ({ stage, code }) => {
    expect(() => failed().put(retry('ALL_ACTIONS', stage))).toThrow(
      expect.objectContaining({ code }),
    );
  });
});
