import type { EnvironmentState } from '../model/environment-state.ts';
import type { Verdict } from '../model/report.ts';
import type { RunPage } from '../model/run-page.ts';
import type { RunSummary } from '../model/run-record.ts';

/** What a person or an auditor gets to read of an environment, `schemaVersion` 1. Plain JSON. */
export interface HistoryAnswer {
  readonly schemaVersion: 1;
  readonly environment: string;
  /** Of the version in use; null where nothing was kept yet. */
  readonly state: ShownState | null;
  /** The newest first. */
  readonly runs: readonly RunSummary[];
  /** `before` of the next page; absent where there is none. */
  readonly next?: string;
}

/** The last verdict, when it changed, of which version; and what people were told. Times are ISO 8601. */
export interface ShownState {
  readonly verdict: Verdict;
  readonly cause?: string;
  readonly since: string;
  readonly lastRunId: string;
  readonly lastRunAt: string;
  readonly versionId?: string;
  readonly versionSince: string;
  /** Present while people know of a bad state and have not been told that it is over. */
  readonly told?: { readonly at: string; readonly causes: readonly string[] };
}

/** The answer made of what was kept. */
export function historyAnswer(
  environment: string,
  state: EnvironmentState | undefined,
  { runs, next }: RunPage,
): HistoryAnswer {
  return {
    schemaVersion: 1,
    environment,
    state: state === undefined ? null : shownState(state),
    runs,
    ...(next === undefined ? {} : { next }),
  };
}

function shownState({ last, verdictSince, versionSince, told }: EnvironmentState): ShownState {
  const { verdict, cause, versionId, runId, startedAt } = last;
  return {
    verdict,
    ...(cause === undefined ? {} : { cause }),
    since: verdictSince,
    lastRunId: runId,
    lastRunAt: startedAt,
    ...(versionId === undefined ? {} : { versionId }),
    versionSince,
    ...(told === undefined ? {} : { told: { at: told.at, causes: told.causes } }),
  };
}
