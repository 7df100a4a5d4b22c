import { describe, expect, it } from 'vitest';
import { FAILURE, play } from './played.ts';

describe('a SUPERSEDED pipeline', () => {
  it('runs one execution in a stage at a time, and others in other stages meanwhile', () => {
    const pipeline = play();
    pipeline.start('one');
    pipeline.start('two');
    expect(pipeline.running()).toEqual(['one A/A']);
    pipeline.end('one A/A');
    expect(pipeline.running()).toEqual(['one B/B', 'two A/A']);
  });

  it('lets the most recent of those who wait go on, and supersedes the others', () => {
    const pipeline = play();
    pipeline.start('one');
    pipeline.end('one A/A');
    for (const id of ['two', 'three']) {
      pipeline.start(id);
      pipeline.end(`${id} A/A`);
    }
    expect([pipeline.status('two'), pipeline.waiting()]).toEqual([
      'Superseded',
      ['three before B'],
    ]);
    pipeline.end('one B/B');
    expect(pipeline.running()).toEqual(['one C/C', 'three B/B']);
  });

  it('supersedes before the first stage too', () => {
    const pipeline = play();
    for (const id of ['one', 'two', 'three']) pipeline.start(id);
    expect(pipeline.status('two')).toBe('Superseded');
    pipeline.end('one A/A');
    expect(pipeline.running()).toEqual(['one B/B', 'three A/A']);
  });

  it('unlocks a stage that failed: who waits enters it', () => {
    const pipeline = play();
    pipeline.start('one');
    pipeline.start('two');
    pipeline.end('one A/A', FAILURE);
    expect([pipeline.status('one'), pipeline.running()]).toEqual(['Failed', ['two A/A']]);
  });

  it('supersedes an older execution that comes late behind a newer one', () => {
    const pipeline = play();
    pipeline.start('one');
    pipeline.end('one A/A');
    pipeline.end('one B/B', FAILURE);
    pipeline.put({ kind: 'disable', stage: 'B', reason: 'hold' });
    pipeline.put({ kind: 'disable', stage: 'C', reason: 'hold' });
    pipeline.put({ kind: 'enable', stage: 'B' });
    pipeline.put({ kind: 'retry', id: 'one', stage: 'B', mode: 'FAILED_ACTIONS' });
    pipeline.end('one B/B');
    pipeline.start('two');
    pipeline.end('two A/A');
    pipeline.end('two B/B');
    expect([pipeline.status('one'), pipeline.waiting()]).toEqual(['Superseded', ['two before C']]);
  });
});

describe('a QUEUED pipeline', () => {
  it('supersedes none and keeps the order of the executions that wait', () => {
    const pipeline = play({ pipelineType: 'V2', executionMode: 'QUEUED' });
    for (const id of ['one', 'two', 'three']) pipeline.start(id);
    expect(pipeline.waiting()).toEqual(['two before A', 'three before A']);
    for (const id of ['one', 'two', 'three']) pipeline.end(`${id} A/A`);
    expect([pipeline.running(), pipeline.waiting()]).toEqual([
      ['one B/B'],
      ['two before B', 'three before B'],
    ]);
    for (const id of ['one', 'two', 'three']) pipeline.end(`${id} B/B`);
    for (const id of ['one', 'two', 'three']) pipeline.end(`${id} C/C`);
    const ends = pipeline.changes.filter((change) => /^\w+ Succeeded$/.test(change));
    expect(ends).toEqual(['one Succeeded', 'two Succeeded', 'three Succeeded']);
  });

  it('goes on with the next execution when one fails', () => {
    const pipeline = play({ pipelineType: 'V2', executionMode: 'QUEUED' });
    pipeline.start('one');
    pipeline.start('two');
    pipeline.end('one A/A', FAILURE);
    expect(pipeline.running()).toEqual(['two A/A']);
  });
});

describe('a PARALLEL pipeline', () => {
  it('locks no stage', () => {
    const pipeline = play({ pipelineType: 'V2', executionMode: 'PARALLEL' });
    for (const id of ['one', 'two', 'three']) pipeline.start(id);
    expect(pipeline.running()).toEqual(['one A/A', 'two A/A', 'three A/A']);
  });

  it('keeps executions apart: one fails, may be retried, and touches no other', () => {
    const pipeline = play({ pipelineType: 'V2', executionMode: 'PARALLEL' });
    pipeline.start('one');
    pipeline.start('two');
    pipeline.end('one A/A', FAILURE);
    pipeline.end('two A/A');
    pipeline.put({ kind: 'retry', id: 'one', stage: 'A', mode: 'FAILED_ACTIONS' });
    pipeline.end('one A/A');
    expect(pipeline.running()).toEqual(['two B/B', 'one B/B']);
  });
});
