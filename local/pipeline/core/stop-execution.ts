import type { Draft } from './draft.ts';
import { workOn } from './move-through-stage.ts';
import { PipelineRefusal } from './pipeline-input.ts';
import type { TrackedExecution } from './pipeline-state.ts';
import { markExecution, markStage, stageOf, writeAction, writeCondition } from './record.ts';

/** StopPipelineExecution, as the input of a step says it. */
export interface StopRequest {
  readonly id: string;
  readonly isAbandoned: boolean;
}

/**
 * Stops an execution: before a stage at once; in a stage when its actions in progress have ended, or at
 * once with those abandoned. What an abandoned action still does has no effect on the pipeline.
 *
 * Throws PipelineRefusal: `PipelineExecutionNotStoppableException` for an execution that has ended or
 * does not exist, `DuplicatedStopRequestException` for one that is stopping already, unless its actions
 * are to be abandoned now.
 */
export function stopExecution(draft: Draft, { id, isAbandoned }: StopRequest): void {
  const execution = stoppable(draft, { id, isAbandoned });
  const isNew = execution.status === 'InProgress';
  const stopping = isNew ? markExecution(draft, execution, { status: 'Stopping' }) : execution;
  if (stopping.place.at !== 'stage') {
    markExecution(draft, stopping, { status: 'Stopped', place: { at: 'end' } });
    return;
  }
  const stage = draft.definition.stages[stopping.place.stage];
  if (stage === undefined) return;
  const marked = isNew
    ? markStage(draft, stopping, { stage: stage.name, status: 'Stopping' })
    : stopping;
  const left = isAbandoned ? abandonIn(draft, marked, stage.name) : marked;
  workOn(draft, { execution: left, stage });
}

function stoppable(draft: Draft, { id, isAbandoned }: StopRequest): TrackedExecution {
  const execution = draft.execution(id);
  if (execution?.status === 'InProgress') return execution;
  if (execution?.status !== 'Stopping') {
    throw new PipelineRefusal(
      'PipelineExecutionNotStoppableException',
      `execution ${id} is not in progress: nothing to stop`,
    );
  }
  if (isAbandoned) return execution;
  throw new PipelineRefusal(
    'DuplicatedStopRequestException',
    `execution ${id} is stopping already; its actions in progress can only be abandoned now`,
  );
}

function abandonIn(draft: Draft, execution: TrackedExecution, name: string): TrackedExecution {
  const stage = draft.definition.stages.find((one) => one.name === name);
  const { actions, condition } = stageOf(execution, name);
  const work = { executionId: execution.id, stage: name, attempt: execution.attempt };
  let left = execution;
  if (condition?.status === 'InProgress') {
    const abandoned = { ...condition, status: 'Abandoned' } as const;
    left = writeCondition(draft, left, { stage: name, condition: abandoned });
    draft.run({ kind: 'abandon', work });
  }
  for (const action of actions) {
    if (action.status !== 'InProgress' || stage === undefined) continue;
    const abandoned = { ...action, status: 'Abandoned', finishedAt: draft.at } as const;
    left = writeAction(draft, left, { stage, action: abandoned });
    draft.run({ kind: 'abandon', work: { ...work, action: action.name } });
  }
  return left;
}
