/** How far an action, a stage or an execution is; what has not begun has no status. */
export type ExecutionStatus = 'InProgress' | 'Succeeded' | 'Failed';

/** Why an action failed, as GetPipelineState says it: a failure type of the job, or AWS's own code. */
export interface ErrorDetails {
  readonly code: string;
  readonly message: string;
}

/** One run of one action. Times are ISO 8601. */
export interface ActionExecution {
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly summary?: string;
  readonly externalExecutionId?: string;
  readonly errorDetails?: ErrorDetails;
  readonly outputVariables?: Readonly<Record<string, string>>;
}

/** One stage; `actions` holds those that have begun, in the order of the definition. */
export interface StageExecution {
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly actions: readonly ActionExecution[];
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

/** A change of status, told to listeners after the state shows it. */
export interface StatusChange {
  readonly executionId: string;
  readonly status: ExecutionStatus;
  /** Absent for a change of the whole execution. */
  readonly stage?: string;
  /** Present for a change of one action. */
  readonly action?: ActionExecution;
}
