import { randomUUID } from 'node:crypto';
import type { Flow, MapState } from '../definition.ts';
import type { Outcome, Run } from '../run.ts';
import type { OpenMapRun } from './map-run.ts';

/** What one child of a map works on. */
export interface Batch {
  readonly input: unknown;
  /** Items in it. */
  readonly size: number;
}

/** A child that has ended. */
export interface Child {
  readonly execution: Run['execution'];
  readonly input: unknown;
  readonly outcome: Outcome;
  readonly state: 'succeeded' | 'failed' | 'aborted';
  readonly stoppedAt: Date;
}

/** Children to run, and how they are recorded. */
export interface Children {
  readonly state: MapState;
  readonly batches: readonly Batch[];
  readonly opened: OpenMapRun;
  runStates(flow: Flow, run: Run): Promise<Outcome>;
}

/**
 * Runs a child for each batch, so many at once as the map and the world allow. No further child starts
 * once more items have failed than the map tolerates; those that never started are not in the answer.
 */
export async function runChildren(children: Children, run: Run): Promise<readonly Child[]> {
  const { state, batches, opened } = children;
  const { maxChildren } = run.ports;
  const atOnce = Math.min(state.MaxConcurrency || maxChildren, maxChildren);
  const ended: Child[] = [];
  const waiting = batches.entries();
  const work = async (): Promise<void> => {
    for (const [index, batch] of waiting) {
      if (run.signal.aborted || isOverTolerance(opened)) return;
      opened.move(batch.size, 'pending', 'running');
      const child = await runChild(batch, children, run);
      opened.move(batch.size, 'running', child.state);
      ended[index] = child;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return ended.filter((child) => child !== undefined);
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html#maprun-fail-threshold */
export function isOverTolerance({ mapRun }: OpenMapRun): boolean {
  const { failed, total } = mapRun.itemCounts;
  const { toleratedFailurePercentage: percentage, toleratedFailureCount: count } = mapRun;
  if (failed === 0) return false;
  // Where both are given, either can be exceeded; a 0 is that of a threshold that is not given.
  const isOverCount = count > 0 && failed > count;
  const isOverPercentage = percentage > 0 && (failed / total) * 100 > percentage;
  return isOverCount || isOverPercentage || (count === 0 && percentage === 0);
}

async function runChild(
  { input }: Batch,
  { state, runStates }: Children,
  run: Run,
): Promise<Child> {
  const { clock } = run.ports;
  const name = randomUUID();
  const label = state.Label ?? 'Map';
  const arn = `${run.machine.arn.replace(':stateMachine:', ':execution:')}/${label}:${name}`;
  const execution = { arn, name, startedAt: clock.now() };
  const outcome = await runStates(state.ItemProcessor, { ...run, execution, input });
  return { execution, input, outcome, state: stateOf(outcome), stoppedAt: clock.now() };
}

function stateOf(outcome: Outcome): Child['state'] {
  switch (outcome.kind) {
    case 'output':
      return 'succeeded';
    case 'fault':
      return 'failed';
    case 'aborted':
      return 'aborted';
  }
}
