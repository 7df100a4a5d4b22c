import { describe, expect, it } from 'vitest';
import type { ExecutionMode } from '../../../../local/pipeline/pipeline-definition.ts';
import { play } from './played.ts';

/** Three executions that came before stage B, whose transition is disabled. */
function held(executionMode: ExecutionMode) {
  const pipeline = play({ pipelineType: 'V2', executionMode });
  pipeline.put({ kind: 'disable', stage: 'B', reason: 'Release freeze (until Monday)' });
  for (const id of ['one', 'two', 'three']) {
    pipeline.start(id);
    pipeline.end(`${id} A/A`);
  }
  return pipeline;
}

describe('a disabled transition', () => {
  it.each<{ mode: ExecutionMode; waiting: readonly string[]; entering: readonly string[] }>([
    { mode: 'SUPERSEDED', waiting: ['three before B'], entering: ['three B/B'] },
    {
      mode: 'QUEUED',
      waiting: ['one before B', 'two before B', 'three before B'],
      entering: ['one B/B'],
    },
    {
      mode: 'PARALLEL',
      waiting: ['one before B', 'two before B', 'three before B'],
      entering: ['one B/B', 'two B/B', 'three B/B'],
    },
  ])('holds executions, and lets go of them in the manner of $mode', ({ mode, ...expected }) => {
    const pipeline = held(mode);
    expect([pipeline.running(), pipeline.waiting()]).toEqual([[], expected.waiting]);
    pipeline.put({ kind: 'enable', stage: 'B' });
    expect(pipeline.running()).toEqual(expected.entering);
  });

  it('keeps its reason until it is enabled', () => {
    const pipeline = held('SUPERSEDED');
    expect(pipeline.state.disabled).toEqual({ B: 'Release freeze (until Monday)' });
    pipeline.put({ kind: 'enable', stage: 'B' });
    expect(pipeline.state.disabled).toEqual({});
  });

  it('leaves alone an execution that is in the stage already', () => {
    const pipeline = play();
    pipeline.start('one');
    pipeline.end('one A/A');
    pipeline.put({ kind: 'disable', stage: 'B', reason: 'hold' });
    pipeline.end('one B/B');
    expect(pipeline.running()).toEqual(['one C/C']);
  });

  it.each([
    { title: 'an unknown stage', stage: 'D', reason: 'hold', code: 'StageNotFoundException' },
    { title: 'the first stage', stage: 'A', reason: 'hold', code: 'StageNotFoundException' },
    { title: 'no reason', stage: 'B', reason: '', code: 'ValidationException' },
    { title: 'a reason in quotes', stage: 'B', reason: '"hold"', code: 'ValidationException' },
    { title: '301 characters', stage: 'B', reason: 'x'.repeat(301), code: 'ValidationException' },
  ])('is refused for $title', ({ stage, reason, code }) => {
    const pipeline = play();
    expect(() => pipeline.put({ kind: 'disable', stage, reason })).toThrow(
      expect.objectContaining({ code }),
    );
  });
});
