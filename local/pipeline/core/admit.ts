import type { Draft } from './draft.ts';
import { enter } from './move-through-stage.ts';
import type { TrackedExecution } from './pipeline-state.ts';
import { markExecution } from './record.ts';

/**
 * Lets executions into the stages that they may enter now, from the last stage to the first, until none can move.
 *
 * - A disabled transition lets no execution in.
 * - PARALLEL: each execution enters at once; stages are not locked.
 * - QUEUED: a stage holds one execution; the others wait in the order in which they came.
 * - SUPERSEDED: likewise, and of those who wait before one stage only the most recent execution stays.
 */
export function admit(draft: Draft): void {
  const { stages } = draft.definition;
  let hasMoved = true;
  while (hasMoved) {
    hasMoved = false;
    for (let stage = stages.length - 1; stage >= 0; stage -= 1) {
      supersede(draft, stage);
      const [next] = admissible(draft, stage);
      if (next === undefined) continue;
      enter(draft, next, stage);
      hasMoved = true;
    }
  }
}

/** Those who wait before a stage, in the order in which they came. */
export function waitingBefore(
  executions: readonly TrackedExecution[],
  stage: number,
): readonly TrackedExecution[] {
  const arrivalOf = ({ place }: TrackedExecution): number =>
    place.at === 'inbound' ? place.arrival : 0;
  return executions
    .filter(({ place }) => place.at === 'inbound' && place.stage === stage)
    .sort((one, other) => arrivalOf(one) - arrivalOf(other));
}

function admissible(draft: Draft, index: number): readonly TrackedExecution[] {
  const { definition, state } = draft;
  const stage = definition.stages[index];
  if (stage === undefined || state.disabled[stage.name] !== undefined) return [];
  const isLocked = state.executions.some(
    ({ place }) => place.at === 'stage' && place.stage === index,
  );
  if (isLocked && definition.executionMode !== 'PARALLEL') return [];
  return waitingBefore(state.executions, index);
}

function supersede(draft: Draft, stage: number): void {
  const { executionMode = 'SUPERSEDED' } = draft.definition;
  if (executionMode !== 'SUPERSEDED') return;
  const waiting = waitingBefore(draft.state.executions, stage);
  const newest = Math.max(...waiting.map(({ number }) => number));
  for (const execution of waiting) {
    if (execution.number === newest) continue;
    markExecution(draft, execution, { status: 'Superseded', place: { at: 'end' } });
  }
}
