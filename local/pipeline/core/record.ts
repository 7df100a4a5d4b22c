import type {
  ActionExecution,
  ConditionExecution,
  ExecutionStatus,
  StageExecution,
  StageStatus,
} from '../execution.ts';
import type { StageDefinition } from '../pipeline-definition.ts';
import type { Draft } from './draft.ts';
import type { Place, TrackedExecution } from './pipeline-state.ts';

/** Of an execution and its stage that go on because the stage is retried. */
interface Resumption {
  readonly isResumed?: true;
}

/** Sets the status of an execution, and where it stands now. */
export function markExecution(
  draft: Draft,
  execution: TrackedExecution,
  mark: Resumption & { readonly status: ExecutionStatus; readonly place?: Place },
): TrackedExecution {
  const { isResumed, ...changed } = mark;
  const marked = { ...execution, ...changed };
  draft.put(marked);
  draft.report(marked, { status: mark.status, ...(isResumed && { isResumed }) });
  return marked;
}

/** Enters a stage, or sets the status of one that was entered. */
export function markStage(
  draft: Draft,
  execution: TrackedExecution,
  mark: Resumption & { readonly stage: string; readonly status: StageStatus },
): TrackedExecution {
  const { stage, status, isResumed } = mark;
  const marked = withStage(execution, { ...stageOf(execution, stage), status });
  draft.put(marked);
  draft.report(marked, { stage, status, ...(isResumed && { isResumed }) });
  return marked;
}

/** Begins an action, or writes how it ended; what it did in an earlier try is replaced. */
export function writeAction(
  draft: Draft,
  execution: TrackedExecution,
  { stage, action }: { readonly stage: StageDefinition; readonly action: ActionExecution },
): TrackedExecution {
  const entered = stageOf(execution, stage.name);
  const all = [...entered.actions.filter(({ name }) => name !== action.name), action];
  const actions = stage.actions.flatMap(({ name }) => all.filter((one) => one.name === name));
  const written = withStage(execution, { ...entered, actions });
  draft.put(written);
  draft.report(written, { stage: stage.name, action, status: action.status });
  return written;
}

/** Writes how far the entry condition of a stage is. It has no events of its own. */
export function writeCondition(
  draft: Draft,
  execution: TrackedExecution,
  { stage, condition }: { readonly stage: string; readonly condition: ConditionExecution },
): TrackedExecution {
  const written = withStage(execution, { ...stageOf(execution, stage), condition });
  draft.put(written);
  return written;
}

/** What is recorded of a stage; empty where the execution has not entered it. */
export function stageOf({ stages }: TrackedExecution, name: string): StageExecution {
  return stages.find((stage) => stage.name === name) ?? { name, status: 'InProgress', actions: [] };
}

/** The execution with another record of a stage. */
export function withStage(execution: TrackedExecution, stage: StageExecution): TrackedExecution {
  const index = execution.stages.findIndex(({ name }) => name === stage.name);
  const stages = index < 0 ? [...execution.stages, stage] : execution.stages.with(index, stage);
  return { ...execution, stages };
}
