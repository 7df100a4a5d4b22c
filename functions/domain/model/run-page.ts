import type { RunSummary } from './run-record.ts';

/** Which of the kept runs of an environment are wanted: the newest first. */
export interface RunQuery {
  readonly environment: string;
  /** 1 to 100. */
  readonly limit: number;
  /** ISO 8601: only runs that started earlier. Default: from the newest on. */
  readonly before?: string;
}

/** Runs, the newest first. */
export interface RunPage {
  readonly runs: readonly RunSummary[];
  /** `before` of the next page; absent where there is none. */
  readonly next?: string;
}
