import type { StageDefinition } from '../pipeline-definition.ts';
import type { Draft } from './draft.ts';
import { workOn } from './move-through-stage.ts';
import type { RetryMode } from './pipeline-input.ts';
import { PipelineRefusal } from './pipeline-input.ts';
import type { TrackedExecution } from './pipeline-state.ts';
import { markExecution, markStage, stageOf, withStage } from './record.ts';

/** RetryStageExecution, as the input of a step says it. */
export interface RetryRequest {
  readonly id: string;
  readonly stage: string;
  readonly mode: RetryMode;
}

/**
 * Goes on in a stage that failed or was stopped, in the same execution. Passes no transition: the
 * execution is behind it. An entry condition that was met is not judged again; one that was not, is
 * (AWS documents neither).
 *
 * Throws PipelineRefusal: `StageNotRetryableException` where nothing failed, and
 * `NotLatestPipelineExecutionException` once another execution has entered the stage.
 */
export function retryStage(draft: Draft, request: RetryRequest): void {
  const { execution, stage, index } = retryable(draft, request);
  const { condition, ...entered } = stageOf(execution, stage.name);
  const kept = request.mode === 'ALL_ACTIONS' ? [] : entered.actions;
  const cleared = withStage(execution, {
    ...entered,
    actions: kept.filter(({ status }) => status === 'Succeeded'),
    ...(condition?.status === 'Succeeded' && { condition }),
  });
  const again = { ...cleared, attempt: cleared.attempt + 1 };
  const resumed = markExecution(draft, again, {
    status: 'InProgress',
    place: { at: 'stage', stage: index },
    isResumed: true,
  });
  const running = markStage(draft, resumed, {
    stage: stage.name,
    status: 'InProgress',
    isResumed: true,
  });
  workOn(draft, { execution: running, stage });
}

interface Retryable {
  readonly execution: TrackedExecution;
  readonly stage: StageDefinition;
  readonly index: number;
}

function retryable(draft: Draft, { id, stage: name }: RetryRequest): Retryable {
  const { stages, executionMode } = draft.definition;
  const index = stages.findIndex((one) => one.name === name);
  const stage = stages[index];
  if (stage === undefined) {
    throw new PipelineRefusal('StageNotFoundException', `the pipeline has no stage ${name}`);
  }
  const execution = draft.execution(id);
  const status = execution?.stages.find((one) => one.name === name)?.status;
  if (execution === undefined || (status !== 'Failed' && status !== 'Stopped')) {
    throw new PipelineRefusal(
      'StageNotRetryableException',
      `stage ${name} of execution ${id} has not failed: nothing to retry`,
    );
  }
  if (executionMode !== 'PARALLEL' && draft.state.latest[name] !== id) {
    throw new PipelineRefusal(
      'NotLatestPipelineExecutionException',
      `another execution has entered stage ${name} since execution ${id} failed there`,
    );
  }
  return { execution, stage, index };
}
