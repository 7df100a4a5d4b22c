import type { ActionStatus } from '../execution.ts';
import type { ActionDefinition, StageDefinition } from '../pipeline-definition.ts';
import type { Draft } from './draft.ts';
import type { Work } from './pipeline-input.ts';
import type { TrackedExecution } from './pipeline-state.ts';
import { markExecution, markStage, stageOf, writeAction, writeCondition } from './record.ts';

/** An execution in a stage that has locked it. */
interface Occupied {
  readonly execution: TrackedExecution;
  readonly stage: StageDefinition;
}

/** Puts an execution before a stage, or ends it where there is none any more. */
export function arrive(draft: Draft, execution: TrackedExecution, stage: number): void {
  if (stage === draft.definition.stages.length) {
    markExecution(draft, execution, { status: 'Succeeded', place: { at: 'end' } });
    return;
  }
  const arrival = draft.state.arrivals + 1;
  draft.set({ arrivals: arrival });
  draft.put({ ...execution, place: { at: 'inbound', stage, arrival } });
}

/** Lets an execution into a stage: the stage is locked, and its entry condition is judged first. */
export function enter(draft: Draft, execution: TrackedExecution, index: number): void {
  const stage = draft.definition.stages[index];
  if (stage === undefined) return;
  draft.set({ latest: { ...draft.state.latest, [stage.name]: execution.id } });
  const inside: TrackedExecution = { ...execution, place: { at: 'stage', stage: index } };
  const entered = markStage(draft, inside, { stage: stage.name, status: 'InProgress' });
  workOn(draft, { execution: entered, stage });
}

/**
 * Does what comes next in a stage: judges its entry condition unless it has been met, begins the next
 * run order, or leaves the stage. While an action or the condition is in progress, nothing comes next.
 */
export function workOn(draft: Draft, occupied: Occupied): void {
  const { execution, stage } = occupied;
  switch (nextIn(occupied)) {
    case 'nothing':
      break;
    case 'stop':
      stopIn(draft, occupied);
      break;
    case 'fail':
      failIn(draft, occupied);
      break;
    case 'judge':
      judge(draft, occupied);
      break;
    case 'begin':
      begin(draft, occupied);
      break;
    case 'leave':
      leave(draft, markStage(draft, execution, { stage: stage.name, status: 'Succeeded' }));
  }
}

function nextIn({
  execution,
  stage,
}: Occupied): 'nothing' | 'stop' | 'fail' | 'judge' | 'begin' | 'leave' {
  const { condition, actions } = stageOf(execution, stage.name);
  const some = (wanted: ActionStatus): boolean => actions.some(({ status }) => status === wanted);
  if (condition?.status === 'InProgress' || some('InProgress')) return 'nothing';
  if (execution.status === 'Stopping') return 'stop';
  if (some('Failed')) return 'fail';
  if (stage.beforeEntry !== undefined && condition?.status !== 'Succeeded') return 'judge';
  return pendingIn({ execution, stage }).length > 0 ? 'begin' : 'leave';
}

/** Leaves a stage for the next one. */
export function leave(draft: Draft, execution: TrackedExecution): void {
  if (execution.place.at === 'stage') arrive(draft, execution, execution.place.stage + 1);
}

/** Ends an execution in a stage that failed; the stage is unlocked and may be retried. */
export function failIn(draft: Draft, { execution, stage }: Occupied): void {
  const failed = markStage(draft, execution, { stage: stage.name, status: 'Failed' });
  markExecution(draft, failed, { status: 'Failed', place: { at: 'end' } });
}

function stopIn(draft: Draft, { execution, stage }: Occupied): void {
  const stopped = markStage(draft, execution, { stage: stage.name, status: 'Stopped' });
  markExecution(draft, stopped, { status: 'Stopped', place: { at: 'end' } });
}

function judge(draft: Draft, { execution, stage }: Occupied): void {
  const [condition] = stage.beforeEntry ?? [];
  if (condition === undefined) return;
  const { variables } = writeCondition(draft, execution, {
    stage: stage.name,
    condition: { status: 'InProgress', rules: [] },
  });
  draft.run({ kind: 'judge-condition', work: workIn(execution, stage), condition, variables });
}

/** Begins the pending actions of the lowest run order, all at once. */
function begin(draft: Draft, { execution, stage }: Occupied): void {
  const pending = pendingIn({ execution, stage });
  const next = Math.min(...pending.map(({ runOrder = 1 }) => runOrder));
  const actions = pending.filter(({ runOrder = 1 }) => runOrder === next);
  let begun = execution;
  for (const { name } of actions) {
    const action = { name, status: 'InProgress', startedAt: draft.at } as const;
    begun = writeAction(draft, begun, { stage, action });
  }
  for (const action of actions) {
    const work = { ...workIn(begun, stage), action: action.name };
    draft.run({ kind: 'run-action', work, action, variables: begun.variables });
  }
}

function pendingIn({ execution, stage }: Occupied): readonly ActionDefinition[] {
  const { actions } = stageOf(execution, stage.name);
  return stage.actions.filter(({ name }) => !actions.some((done) => done.name === name));
}

function workIn({ id, attempt }: TrackedExecution, { name }: StageDefinition): Work {
  return { executionId: id, stage: name, attempt };
}
