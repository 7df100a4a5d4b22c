import type {
  ActionExecution,
  ActionOutcome,
  ExecutionStatus,
  PipelineExecution,
  StageExecution,
  StatusChange,
} from './execution.ts';

/** The place of an action in an execution. */
export interface ActionPlace {
  readonly stage: string;
  readonly action: string;
}

/** The state of one execution as it grows. Every change is told to `onChange` once it shows. */
export interface ExecutionRecord {
  read(): PipelineExecution;
  /** Sets the status of the execution. */
  markExecution(status: ExecutionStatus): void;
  /** Enters a stage, or sets the status of one that was entered. */
  markStage(stage: string, status: ExecutionStatus): void;
  /** Begins an action; what it did in an earlier try is replaced. */
  begin(place: ActionPlace): void;
  finish(place: ActionPlace, outcome: ActionOutcome): void;
}

/** What a record is made of. */
export interface ExecutionRecordOptions {
  readonly id: string;
  readonly pipeline: string;
  readonly now: () => Date;
  readonly onChange: (change: StatusChange) => void;
}

/** A record of an execution that is in progress and has entered no stage. */
export function createExecutionRecord(options: ExecutionRecordOptions): ExecutionRecord {
  const { id: executionId, pipeline, now, onChange } = options;
  let status: ExecutionStatus = 'InProgress';
  const stages = new Map<string, StageExecution>();
  const writeAction = (stage: string, action: ActionExecution): void => {
    const entered = stages.get(stage) ?? { name: stage, status: 'InProgress', actions: [] };
    stages.set(stage, { ...entered, actions: withAction(entered.actions, action) });
    onChange({ executionId, stage, action, status: action.status });
  };
  return {
    read: () => ({ id: executionId, pipeline, status, stages: [...stages.values()] }),
    markExecution: (next) => {
      status = next;
      onChange({ executionId, status });
    },
    markStage: (stage, next) => {
      const actions = stages.get(stage)?.actions ?? [];
      stages.set(stage, { name: stage, status: next, actions });
      onChange({ executionId, stage, status: next });
    },
    begin: ({ stage, action: name }) => {
      writeAction(stage, { name, status: 'InProgress', startedAt: now().toISOString() });
    },
    finish: ({ stage, action: name }, outcome) => {
      const begun = stages.get(stage)?.actions.find((action) => action.name === name);
      const finishedAt = now().toISOString();
      const startedAt = begun?.startedAt ?? finishedAt;
      writeAction(stage, { name, startedAt, finishedAt, ...outcome });
    },
  };
}

function withAction(
  actions: readonly ActionExecution[],
  action: ActionExecution,
): readonly ActionExecution[] {
  const index = actions.findIndex(({ name }) => name === action.name);
  return index < 0 ? [...actions, action] : actions.with(index, action);
}
