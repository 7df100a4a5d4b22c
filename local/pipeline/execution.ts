/** How far an action is; what has not begun has no status. */
export type ActionStatus = 'InProgress' | 'Succeeded' | 'Failed' | 'Abandoned';

/** How far a stage is; `Skipped`: its entry condition failed with the result SKIP. */
export type StageStatus =
  | 'InProgress'
  | 'Succeeded'
  | 'Failed'
  | 'Skipped'
  | 'Stopping'
  | 'Stopped';

/** How far an execution is. */
export type ExecutionStatus =
  | 'InProgress'
  | 'Succeeded'
  | 'Failed'
  | 'Stopping'
  | 'Stopped'
  | 'Superseded';

/** Why an action failed, as GetPipelineState says it: a failure type of the job, or AWS's own code. */
export interface ErrorDetails {
  readonly code: string;
  readonly message: string;
}

/** One run of one action. Times are ISO 8601. */
export interface ActionExecution {
  readonly name: string;
  readonly status: ActionStatus;
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly summary?: string;
  readonly externalExecutionId?: string;
  readonly errorDetails?: ErrorDetails;
  readonly outputVariables?: Readonly<Record<string, string>>;
}

/** One rule of a condition that has been judged. */
export interface RuleExecution {
  readonly name: string;
  readonly status: 'Succeeded' | 'Failed';
  readonly summary?: string;
  readonly errorDetails?: ErrorDetails;
}

/** The entry condition of a stage; `rules` is empty until all of them have been judged. */
export interface ConditionExecution {
  readonly status: 'InProgress' | 'Succeeded' | 'Failed' | 'Abandoned';
  readonly rules: readonly RuleExecution[];
}

/** One stage; `actions` holds those that have begun, in the order of the definition. */
export interface StageExecution {
  readonly name: string;
  readonly status: StageStatus;
  readonly actions: readonly ActionExecution[];
  readonly condition?: ConditionExecution;
}

/** One execution; `stages` holds those it has entered. */
export interface PipelineExecution {
  readonly id: string;
  readonly pipeline: string;
  readonly status: ExecutionStatus;
  readonly stages: readonly StageExecution[];
}

/** What an action came to, before it is written into the state. */
export type ActionOutcome = Pick<
  ActionExecution,
  'summary' | 'externalExecutionId' | 'errorDetails' | 'outputVariables'
> & { readonly status: 'Succeeded' | 'Failed' };

/** A change of status, reported to listeners after the state shows it. */
export interface StatusChange {
  readonly executionId: string;
  readonly status: ExecutionStatus | StageStatus | ActionStatus;
  /** Absent for a change of the whole execution. */
  readonly stage?: string;
  /** Present for a change of one action. */
  readonly action?: ActionExecution;
  /** When it changed, and when the execution began. ISO 8601. */
  readonly at: string;
  readonly startedAt: string;
  /** 1, and one more with each retry of the execution. */
  readonly attempt: number;
  /** Of an execution and a stage that go on because the stage is retried. */
  readonly isResumed?: true;
}

/** Whether nothing will happen to the execution any more unless a stage is retried. */
export function hasEnded({ status }: Pick<PipelineExecution, 'status'>): boolean {
  return status !== 'InProgress' && status !== 'Stopping';
}
