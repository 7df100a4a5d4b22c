import type { EnvironmentState, StateSubject } from './environment-state.ts';
import type { CallOptions } from './ports.ts';
import type { RunSummary } from './schemas/history-schema.ts';
import type { EnvironmentReport } from './schemas/report-schema.ts';

/** A run as it is stored: the summary, and the report of its environment. */
export type RunRecord = RunSummary & { readonly report: EnvironmentReport };

/** Which of the stored runs of an environment are wanted: the newest first. */
export interface RunQuery {
  readonly environment: string;
  /** 1 to 100. */
  readonly limit: number;
  /** ISO 8601: only runs that started earlier. Default: from the newest on. */
  readonly before?: string | undefined;
}

/** Runs, the newest first. */
export interface RunPage {
  readonly runs: readonly RunSummary[];
  /** `before` of the next page; absent where there is none. */
  readonly next?: string | undefined;
}

/**
 * Stores every run, and what is known of each environment. Every method throws `PreflightError`
 * `history.unavailable` where the store gives no usable answer: then it may or may not have been done.
 */
export interface RunHistory {
  /** Stores a run; the same run again changes nothing. */
  record(run: RunRecord, options: CallOptions): Promise<void>;
  /** The state as it was last written; undefined where nothing was stored yet. Never stale. */
  readState(subject: StateSubject, options: CallOptions): Promise<EnvironmentState | undefined>;
  /** Writes the state of `revision` over the one before it; `conflict` where another write came first. */
  putState(
    subject: StateSubject,
    state: EnvironmentState,
    options: CallOptions,
  ): Promise<'stored' | 'conflict'>;
  listRuns(query: RunQuery, options: CallOptions): Promise<RunPage>;
}
