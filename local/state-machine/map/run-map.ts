import { randomUUID } from 'node:crypto';
import { fillTemplate, type Scope } from '../data-path.ts';
import type { MapState } from '../definition.ts';
import { isTooLarge, type Run, type StateResult } from '../run.ts';
import { openMapRun } from './map-run.ts';
import { readItems } from './read-items.ts';
import { type Batch, type Children, isOverTolerance, runChildren } from './run-children.ts';
import { resultOf } from './write-results.ts';

/** A map that is entered. */
interface EnteredMap {
  readonly name: string;
  readonly scope: Scope;
  /** Runs the states of a child. */
  readonly runChild: Children['runStates'];
}

/** Runs a distributed map: reads its items, runs a child for each batch of them, and writes the results. */
export async function runMap(
  state: MapState,
  { name, scope, runChild }: EnteredMap,
  run: Run,
): Promise<StateResult> {
  const items = readItems(state, scope, run);
  if ('kind' in items) return items;
  const batches = batchesOf(items, state, scope);
  if (batches.some(({ input }) => isTooLarge(input))) {
    const cause = 'The input of a child workflow execution exceeds the maximum number of bytes.';
    return { kind: 'fault', error: 'States.DataLimitExceeded', cause };
  }
  const { clock } = run.ports;
  const machine = run.machine.arn.replace(':stateMachine:', ':mapRun:');
  const opened = openMapRun(
    {
      arn: `${machine}/${state.Label ?? name}:${randomUUID()}`,
      executionArn: run.execution.arn,
      startedAt: clock.now(),
      maxConcurrency: state.MaxConcurrency,
      toleratedFailurePercentage: state.ToleratedFailurePercentage,
      toleratedFailureCount: state.ToleratedFailureCount,
    },
    { executions: batches.length, items: items.length },
  );
  const { mapRun, end } = opened;
  run.onMapRun(mapRun);
  const children = await runChildren({ state, batches, opened, runStates: runChild }, run);
  const result = resultOf(state, { scope, children, mapRun }, run);
  if (run.signal.aborted) {
    end('ABORTED', clock.now());
    return { kind: 'fault', error: 'States.Runtime', cause: 'The execution was stopped.' };
  }
  if (isOverTolerance(opened)) {
    end('FAILED', clock.now());
    const cause = 'The specified tolerated failure threshold was exceeded';
    return { kind: 'fault', error: 'States.ExceedToleratedFailureThreshold', cause };
  }
  end('SUCCEEDED', clock.now());
  return { kind: 'result', result };
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html */
function batchesOf(
  items: readonly unknown[],
  { ItemBatcher: batcher }: MapState,
  scope: Scope,
): readonly Batch[] {
  if (batcher === undefined) return items.map((input) => ({ input, size: 1 }));
  const { MaxItemsPerBatch: most, BatchInput: shared } = batcher;
  const BatchInput = shared && fillTemplate(shared, scope);
  const count = Math.ceil(items.length / most);
  return Array.from({ length: count }, (_, index) => {
    const Items = items.slice(index * most, (index + 1) * most);
    return { input: { BatchInput, Items }, size: Items.length };
  });
}
