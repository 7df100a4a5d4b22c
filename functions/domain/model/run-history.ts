import type { EnvironmentState, StateSubject } from './environment-state.ts';
import type { CallOptions } from './ports.ts';
import type { RunPage, RunQuery } from './run-page.ts';
import type { RunRecord } from './run-record.ts';

/**
 * Keeps every run, and what is known of each environment. Every method throws `PreflightError`
 * `history.unavailable` where the store gives no usable answer: then it may or may not have been done.
 */
export interface RunHistory {
  /** Keeps a run; the same run again changes nothing. */
  record(run: RunRecord, options: CallOptions): Promise<void>;
  /** The state as it was last written; undefined where nothing was kept yet. Never stale. */
  readState(subject: StateSubject, options: CallOptions): Promise<EnvironmentState | undefined>;
  /** Writes the state of `revision` over the one before it; `outrun` where another write came first. */
  keepState(
    subject: StateSubject,
    state: EnvironmentState,
    options: CallOptions,
  ): Promise<'kept' | 'outrun'>;
  listRuns(query: RunQuery, options: CallOptions): Promise<RunPage>;
}
