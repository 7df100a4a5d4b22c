import type { ActionOutcome, RuleExecution } from '../execution.ts';
import type { StageDefinition } from '../pipeline-definition.ts';
import type { Draft } from './draft.ts';
import { failIn, leave, workOn } from './move-through-stage.ts';
import type { Work } from './pipeline-input.ts';
import type { TrackedExecution } from './pipeline-state.ts';
import { markStage, stageOf, writeAction, writeCondition } from './record.ts';

/** Writes how an action ended and goes on. An answer that is not awaited any more is dropped. */
export function finishAction(draft: Draft, work: Work, outcome: ActionOutcome): void {
  const found = occupied(draft, work);
  const definition = found?.stage.actions.find(({ name }) => name === work.action);
  if (found === undefined || definition === undefined) return;
  const { execution, stage } = found;
  const begun = stageOf(execution, stage.name).actions.find(({ name }) => name === work.action);
  if (begun?.status !== 'InProgress') return;
  const { name, startedAt } = begun;
  const action = { name, startedAt, finishedAt: draft.at, ...outcome };
  const written = writeAction(draft, execution, { stage, action });
  const namespace = definition.kind === 'lambda' ? definition.namespace : undefined;
  const finished = withVariables(written, namespace, outcome);
  draft.put(finished);
  workOn(draft, { execution: finished, stage });
}

/**
 * Writes what the rules of an entry condition came to: all of them succeeded, or the result of the
 * condition is engaged, which fails the stage or skips it.
 */
export function finishCondition(draft: Draft, work: Work, rules: readonly RuleExecution[]): void {
  const found = occupied(draft, work);
  if (found === undefined) return;
  const { execution, stage } = found;
  if (stageOf(execution, stage.name).condition?.status !== 'InProgress') return;
  const isMet = rules.every(({ status }) => status === 'Succeeded');
  const condition = { status: isMet ? 'Succeeded' : 'Failed', rules } as const;
  const judged = writeCondition(draft, execution, { stage: stage.name, condition });
  if (isMet || judged.status === 'Stopping') {
    workOn(draft, { execution: judged, stage });
  } else if (stage.beforeEntry?.[0]?.result === 'SKIP') {
    leave(draft, markStage(draft, judged, { stage: stage.name, status: 'Skipped' }));
  } else {
    failIn(draft, { execution: judged, stage });
  }
}

function occupied(
  draft: Draft,
  { executionId, stage: name, attempt }: Work,
): { readonly execution: TrackedExecution; readonly stage: StageDefinition } | undefined {
  const execution = draft.execution(executionId);
  const stage = draft.definition.stages.find((one) => one.name === name);
  if (execution?.attempt !== attempt || stage === undefined) return undefined;
  return { execution, stage };
}

function withVariables(
  execution: TrackedExecution,
  namespace: string | undefined,
  { outputVariables = {} }: ActionOutcome,
): TrackedExecution {
  if (namespace === undefined) return execution;
  return { ...execution, variables: { ...execution.variables, [namespace]: outputVariables } };
}
