import type { VersionStage } from './ports.ts';
import type { Trigger, Verdict } from './report.ts';

/**
 * Whose state it is. A version that is not in use yet (AWSPENDING) is judged apart: that it is bad
 * says nothing about the environment, and that it is good mends nothing.
 */
export interface StateSubject {
  readonly environment: string;
  readonly versionStage: VersionStage;
}

/** What is known of an environment between two runs: one item, written as a whole or not at all. */
export interface EnvironmentState {
  /** 1 for the first; each write adds 1 and is refused where another came first. */
  readonly revision: number;
  /** The run that started last, of those that were kept. */
  readonly last: LastRun;
  /** Start of the first run with the verdict of `last`. */
  readonly verdictSince: string;
  /** Start of the first run that judged the version of `last`. */
  readonly versionSince: string;
  /** Start of the first bad run since the last good one, told or not. */
  readonly badSince?: string;
  /** Inconclusive runs in a row, at most 3 of them counted; absent after a definite verdict. */
  readonly uncertain?: Uncertainty;
  /** What people were told and have not been told to be over. */
  readonly told?: Told;
  /** An alert on its way: whoever claimed it publishes it, then makes it `told`. */
  readonly claim?: Claim;
  /** Pipeline jobs that sent an alert, the newest last; at most 20. */
  readonly toldJobs: readonly string[];
}

export interface LastRun {
  readonly runId: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly startedAt: string;
  readonly trigger: Trigger;
  readonly verdict: Verdict;
  /** Absent for a pass and a warn; `unknown` for a bad run without a diagnosis. */
  readonly cause?: string;
  readonly versionId?: string;
}

export interface Uncertainty {
  readonly inARow: number;
  /** Start of the last run that was counted. */
  readonly countedAt: string;
}

/** A bad state that people know of. */
export interface Told {
  readonly badSince: string;
  /** When the last alert or reminder of it was sent. */
  readonly at: string;
  /** Every cause told since `badSince`, the last one last; at most 10. */
  readonly causes: readonly string[];
  /** The cause of the last `fail` that was told; absent where only inconclusive runs were. */
  readonly failCause?: string;
  /** Of the last run that was told. */
  readonly versionId?: string;
}

/** The right to publish one alert, for a while: a claim that was not made good counts for nothing. */
export interface Claim {
  readonly runId: string;
  /** ISO 8601; from then on the alert is as untold as before. */
  readonly until: string;
  /** What is told once the alert is out; absent for a recovery. */
  readonly told?: Told;
  readonly jobId?: string;
}
