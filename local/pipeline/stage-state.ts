import { waitingBefore } from './core/admit.ts';
import type { PipelineState } from './core/pipeline-state.ts';
import type { StageExecution } from './execution.ts';
import type { PipelineDefinition } from './pipeline-definition.ts';

/** One stage as GetPipelineState shows it. */
export interface StageState {
  readonly name: string;
  /** Ids of the executions that wait before the stage, in the order in which they came. */
  readonly inboundExecutions: readonly string[];
  readonly inboundTransition: { readonly isEnabled: boolean; readonly disabledReason?: string };
  /** The execution that entered last; absent where none has. */
  readonly latestExecution?: StageExecution & { readonly executionId: string };
}

/** The stages of a pipeline, in the order of its definition. */
export function stageStates(
  { stages }: PipelineDefinition,
  state: PipelineState,
): readonly StageState[] {
  return stages.map(({ name }, index) => {
    const disabledReason = state.disabled[name];
    const executionId = state.latest[name];
    const entered = state.executions
      .find(({ id }) => id === executionId)
      ?.stages.find((stage) => stage.name === name);
    return {
      name,
      inboundExecutions: waitingBefore(state.executions, index).map(({ id }) => id),
      inboundTransition:
        disabledReason === undefined ? { isEnabled: true } : { isEnabled: false, disabledReason },
      ...(executionId !== undefined &&
        entered !== undefined && { latestExecution: { executionId, ...entered } }),
    };
  });
}
