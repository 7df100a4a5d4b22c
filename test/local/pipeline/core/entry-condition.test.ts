import { describe, expect, it } from 'vitest';
import type { RuleExecution } from '../../../../local/pipeline/execution.ts';
import { action, FAILURE, play } from './played.ts';

const MET: RuleExecution = { name: 'Gate', status: 'Succeeded' };
const UNMET: RuleExecution = { name: 'Gate', status: 'Failed' };

function guarded(result: 'FAIL' | 'SKIP') {
  const rules = [{ name: 'Gate', functionName: 'gate' }];
  const pipeline = play({
    pipelineType: 'V2',
    stages: [
      { name: 'A', actions: [action('A')] },
      { name: 'B', actions: [action('B')], beforeEntry: [{ result, rules }] },
      { name: 'C', actions: [action('C')] },
    ],
  });
  pipeline.start('one');
  pipeline.end('one A/A');
  return pipeline;
}

function stageB(pipeline: ReturnType<typeof guarded>) {
  return pipeline.state.executions[0]?.stages.find(({ name }) => name === 'B');
}

const RETRY = { kind: 'retry', id: 'one', stage: 'B', mode: 'FAILED_ACTIONS' } as const;

describe('an entry condition', () => {
  it('is judged before the first action begins', () => {
    const pipeline = guarded('FAIL');
    expect(pipeline.running()).toEqual(['one B']);
    pipeline.judge('one B', MET, MET);
    expect(pipeline.running()).toEqual(['one B/B']);
    expect(stageB(pipeline)).toMatchObject({ condition: { status: 'Succeeded' } });
  });

  it('fails the execution when one rule fails, and no action begins', () => {
    const pipeline = guarded('FAIL');
    pipeline.judge('one B', MET, UNMET);
    expect(pipeline.status('one')).toBe('Failed');
    expect(stageB(pipeline)).toEqual({
      name: 'B',
      status: 'Failed',
      actions: [],
      condition: { status: 'Failed', rules: [MET, UNMET] },
    });
  });

  it('skips the stage where its result says so: what a gate must never be declared with', () => {
    const pipeline = guarded('SKIP');
    pipeline.judge('one B', UNMET);
    expect([stageB(pipeline)?.status, pipeline.running()]).toEqual(['Skipped', ['one C/C']]);
    expect(() => pipeline.put(RETRY)).toThrow('has not failed');
  });

  it('is judged again by a retry of the stage that it failed', () => {
    const pipeline = guarded('FAIL');
    pipeline.judge('one B', UNMET);
    pipeline.put(RETRY);
    expect(pipeline.running()).toEqual(['one B']);
    pipeline.judge('one B', MET);
    expect(pipeline.running()).toEqual(['one B/B']);
  });

  it('is not judged again when an action behind it failed', () => {
    const pipeline = guarded('FAIL');
    pipeline.judge('one B', MET);
    pipeline.end('one B/B', FAILURE);
    pipeline.put(RETRY);
    expect(pipeline.running()).toEqual(['one B/B']);
  });

  it('locks the stage while it is judged', () => {
    const pipeline = guarded('FAIL');
    pipeline.start('two');
    pipeline.end('two A/A');
    expect(pipeline.waiting()).toEqual(['two before B']);
  });

  it.each([true, false])(
    'does not open a stage that is being stopped (abandoned: %s)',
    (isAbandoned) => {
      const pipeline = guarded('FAIL');
      pipeline.put({ kind: 'stop', id: 'one', isAbandoned });
      if (!isAbandoned) pipeline.judge('one B', MET);
      expect([pipeline.status('one'), pipeline.running()]).toEqual(['Stopped', []]);
      expect(stageB(pipeline)?.condition?.status).toBe(isAbandoned ? 'Abandoned' : 'Succeeded');
    },
  );

  it('drops a judgement that comes after it was abandoned', () => {
    const pipeline = guarded('FAIL');
    pipeline.put({ kind: 'stop', id: 'one', isAbandoned: true });
    const work = { executionId: 'one', stage: 'B', attempt: 1 };
    pipeline.put({ kind: 'condition-judged', work, rules: [MET] });
    pipeline.put({ kind: 'condition-judged', work: { ...work, stage: 'D' }, rules: [MET] });
    expect(pipeline.status('one')).toBe('Stopped');
  });
});
