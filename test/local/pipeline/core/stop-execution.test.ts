import { describe, expect, it } from 'vitest';
import { action, FAILURE, play } from './played.ts';

const GATED = {
  name: 'B',
  actions: [action('Gate'), action('Other'), action('Deploy', 2)],
} as const;
const STAGES = [{ name: 'A', actions: [action('A')] }, GATED];

function inSecondStage() {
  const pipeline = play({ stages: STAGES });
  pipeline.start('one');
  pipeline.end('one A/A');
  return pipeline;
}

function stop(isAbandoned: boolean) {
  return { kind: 'stop', id: 'one', isAbandoned } as const;
}

describe('stopping an execution', () => {
  it('waits for the actions in progress and begins no more', () => {
    const pipeline = inSecondStage();
    pipeline.put(stop(false));
    pipeline.end('one B/Gate');
    expect(pipeline.status('one')).toBe('Stopping');
    pipeline.end('one B/Other');
    expect([pipeline.status('one'), pipeline.running()]).toEqual(['Stopped', []]);
    expect(pipeline.changes.slice(-6)).toEqual([
      'one Stopping',
      'one B Stopping',
      'one B/Gate Succeeded',
      'one B/Other Succeeded',
      'one B Stopped',
      'one Stopped',
    ]);
  });

  it('abandons the actions in progress when asked to', () => {
    const pipeline = inSecondStage();
    pipeline.end('one B/Gate');
    pipeline.put(stop(true));
    expect(pipeline.state.executions[0]?.stages[1]?.actions).toMatchObject([
      { name: 'Gate', status: 'Succeeded' },
      { name: 'Other', status: 'Abandoned' },
    ]);
    expect([pipeline.status('one'), pipeline.running()]).toEqual(['Stopped', []]);
  });

  it('may turn to abandoning while it waits', () => {
    const pipeline = inSecondStage();
    pipeline.put(stop(false));
    pipeline.put(stop(true));
    expect(pipeline.status('one')).toBe('Stopped');
  });

  it('drops the answer of an abandoned action', () => {
    const pipeline = inSecondStage();
    const work = { executionId: 'one', stage: 'B', action: 'Gate', attempt: 1 };
    pipeline.put(stop(true));
    const before = pipeline.state;
    pipeline.put({ kind: 'action-finished', work, outcome: FAILURE });
    expect(pipeline.state).toEqual(before);
  });

  it('ends at once before a stage, and unlocks the one it was in', () => {
    const pipeline = inSecondStage();
    pipeline.start('two');
    pipeline.end('two A/A');
    expect(pipeline.waiting()).toEqual(['two before B']);
    pipeline.put(stop(true));
    expect(pipeline.running()).toEqual(['two B/Gate', 'two B/Other']);
    pipeline.start('three');
    pipeline.end('three A/A');
    pipeline.put({ kind: 'stop', id: 'three', isAbandoned: false });
    expect(pipeline.status('three')).toBe('Stopped');
  });

  it('leaves a stage that may be retried: what was done is kept', () => {
    const pipeline = inSecondStage();
    pipeline.end('one B/Gate');
    pipeline.put(stop(true));
    pipeline.put({ kind: 'retry', id: 'one', stage: 'B', mode: 'FAILED_ACTIONS' });
    expect(pipeline.running()).toEqual(['one B/Other']);
  });

  it.each([
    { title: 'an unknown execution', id: 'nobody', code: 'PipelineExecutionNotStoppableException' },
    { title: 'one that has ended', id: 'ended', code: 'PipelineExecutionNotStoppableException' },
    { title: 'one that is stopping', id: 'one', code: 'DuplicatedStopRequestException' },
  ])('is refused for $title', ({ id, code }) => {
    const pipeline = play({ stages: STAGES });
    pipeline.start('ended');
    pipeline.end('ended A/A', FAILURE);
    pipeline.start('one');
    pipeline.put(stop(false));
    const again = (): void => pipeline.put({ kind: 'stop', id, isAbandoned: false });
    expect(again).toThrow(expect.objectContaining({ code }));
  });
});
