import type { EnvironmentState } from '../model/environment-state.ts';
import type { RunPage } from '../model/run-history.ts';
import type { HistoryAnswer, ShownState } from '../model/schemas/history-schema.ts';

/** What a person or an auditor gets to read of an environment, made of what was stored. */
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
    next,
  };
}

function shownState({
  last,
  verdictSince,
  versionSince,
  openIncident,
}: EnvironmentState): ShownState {
  const { verdict, cause, versionId, runId, startedAt } = last;
  return {
    verdict,
    cause,
    since: verdictSince,
    lastRunId: runId,
    lastRunAt: startedAt,
    versionId,
    versionSince,
    told: openIncident && { at: openIncident.at, causes: openIncident.causes },
  };
}
