import type { VersionStage } from './ports.ts';
import type { RunSummary } from './schemas/history-schema.ts';

/**
 * Whose state it is. A version that is not in use yet (AWSPENDING) is judged apart: that it is bad
 * says nothing about the environment, and that it is good fixes nothing.
 */
export interface StateSubject {
  readonly environment: string;
  readonly versionStage: VersionStage;
}

/** What is known of an environment between two runs: one item, written as a whole or not at all. */
export interface EnvironmentState {
  /** 1 for the first; each write adds 1 and is refused where another came first. */
  readonly revision: number;
  /** The run that started last, of those that were stored. */
  readonly last: LastRun;
  /** Start of the first run with the verdict of `last`. */
  readonly verdictSince: string;
  /** Start of the first run that judged the version of `last`. */
  readonly versionSince: string;
  /** Start of the first bad run since the last good one, whether people were notified or not. */
  readonly badSince?: string | undefined;
  /** Inconclusive runs in a row, at most 3 of them counted; absent after a definite verdict. */
  readonly uncertain?: Uncertainty | undefined;
  /** What people were notified of and have not been notified to be over. */
  readonly openIncident?: OpenIncident | undefined;
  /** A notification on its way: the run that holds the lease publishes it, then commits. */
  readonly lease?: NotificationLease | undefined;
  /** Pipeline jobs that sent an alert, the newest last; at most 20. */
  readonly notifiedJobs: readonly string[];
}

/** `cause` is absent for a pass and a warn, and `unknown` for a bad run without a diagnosis. */
export type LastRun = Pick<
  RunSummary,
  'runId' | 'startedAt' | 'trigger' | 'verdict' | 'cause' | 'versionId'
>;

export interface Uncertainty {
  readonly inARow: number;
  /** Start of the last run that was counted. */
  readonly countedAt: string;
}

/** A bad state that people know of. */
export interface OpenIncident {
  readonly badSince: string;
  /** When the last alert or reminder of it was sent. */
  readonly at: string;
  /** Every cause people were notified of since `badSince`, the last one last; at most 10. */
  readonly causes: readonly string[];
  /** The cause of the last `fail` among them; absent where only inconclusive runs were. */
  readonly failCause?: string | undefined;
  /** Of the last run that people were notified of. */
  readonly versionId?: string | undefined;
}

/** The right to publish one notification, for a while: a lease that ends uncommitted counts for nothing. */
export interface NotificationLease {
  readonly runId: string;
  /** ISO 8601; from then on people count as not notified, as before. */
  readonly until: string;
  /** What people know once the notification is out; absent for a recovery. */
  readonly incident?: OpenIncident | undefined;
  readonly jobId?: string | undefined;
}
