import { expect, it } from 'vitest';
import { createEngine, type Engine } from '../../../local/pipeline/engine.ts';
import { createManualClock } from '../clock/manual-clock.ts';
import { RELEASE } from './held-gates.ts';

it('lets a listener dispatch: the state changes at once, and changes are told in order', () => {
  const told: string[] = [];
  const engine: Engine = createEngine({
    definition: RELEASE,
    clock: createManualClock(),
    perform: ({ kind }) => {
      told.push(kind);
    },
    onChange: ({ stage = 'pipeline', status }) => {
      told.push(`${stage} ${status}`);
      if (told.length > 1) return;
      engine.dispatch({ kind: 'stop', id: 'one', isAbandoned: true });
      told.push(`already ${engine.state.executions[0]?.status}`);
    },
  });

  engine.dispatch({ kind: 'start', id: 'one' });

  expect(told).toEqual([
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
