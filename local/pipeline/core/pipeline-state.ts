import type { ExecutionStatus, StageExecution } from '../execution.ts';

/** Where an execution stands: before a stage, in it (the stage is locked then), or at its end. */
export type Place =
  | { readonly at: 'inbound'; readonly stage: number; readonly arrival: number }
  | { readonly at: 'stage'; readonly stage: number }
  | { readonly at: 'end' };

/** Output variables by namespace. */
export type Variables = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** One execution, with what only the state machine needs to know of it. */
export interface TrackedExecution {
  readonly id: string;
  /** 1 for the first execution of the pipeline; the higher, the more recent. */
  readonly number: number;
  readonly startedAt: string;
  /** 1, and one more with each retry. */
  readonly attempt: number;
  readonly status: ExecutionStatus;
  readonly stages: readonly StageExecution[];
  readonly place: Place;
  readonly variables: Variables;
}

/** All of a pipeline. Never changed: each step makes a new one. */
export interface PipelineState {
  /** Oldest first. */
  readonly executions: readonly TrackedExecution[];
  /** Why the transition into a stage is disabled, by the stage's name. */
  readonly disabled: Readonly<Record<string, string>>;
  /** The execution that entered a stage last, by the stage's name. */
  readonly latest: Readonly<Record<string, string>>;
  /** How often an execution has come to a stage so far: the order of a queue. */
  readonly arrivals: number;
}

/** A pipeline that has not run. */
export const INITIAL_STATE: PipelineState = {
  executions: [],
  disabled: {},
  latest: {},
  arrivals: 0,
};
