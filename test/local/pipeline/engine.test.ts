import { expect, it } from 'vitest';
import { createEngine, type Engine } from '../../../local/pipeline/engine.ts';
import { createManualClock } from '../clock/manual-clock.ts';
import { RELEASE } from './held-gates.ts';

it('lets a listener dispatch: the state changes at once, and changes are reported in order', () => {
  const reported: string[] = [];
  const engine: Engine = createEngine({
    definition: RELEASE,
    clock: createManualClock(),
    perform: ({ kind }) => {
      reported.push(kind);
    },
    onChange: ({ stage = 'pipeline', status }) => {
      reported.push(`${stage} ${status}`);
      if (reported.length > 1) return;
      engine.dispatch({ kind: 'stop', id: 'one', isAbandoned: true });
      reported.push(`already ${engine.state.executions[0]?.status}`);
    },
  });

  engine.dispatch({ kind: 'start', id: 'one' });

  expect(reported).toEqual([
    'pipeline InProgress',
    'already Stopped',
    'Source InProgress',
    'Source InProgress',
    'run-action',
    'pipeline Stopping',
    'Source Stopping',
    'Source Abandoned',
    'Source Stopped',
    'pipeline Stopped',
    'abandon',
  ]);
});

it('changes nothing when it refuses', () => {
  const engine = createEngine({
    definition: RELEASE,
    clock: createManualClock(),
    perform: () => undefined,
    onChange: () => undefined,
  });
  const before = engine.state;
  expect(() => engine.dispatch({ kind: 'enable', stage: 'Source' })).toThrow('no transition');
  expect(engine.state).toBe(before);
});
