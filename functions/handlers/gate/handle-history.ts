import { selectEnvironments } from '../../configuration/select-environments.ts';
import { withTimeLimit } from '../../domain/concurrency/time-limit.ts';
import { historyAnswer } from '../../domain/history/history-answer.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import type { RunQuery } from '../../domain/model/run-history.ts';
import type { HistoryAnswer } from '../../domain/model/schemas/history-schema.ts';
import { type Invocation, msUntil } from '../run/invocation.ts';

/** A hundred runs are read in some hundred milliseconds. */
const LONGEST_MS = 20_000;

/**
 * Answers with the runs of an environment and its present state; verifies nothing. Throws
 * {@link PreflightError}: `config.unknown-environment` (naming those there are), `history.absent` for
 * a gate without a table, `history.unavailable` for a table that gives no answer.
 */
export async function handleHistory(
  query: RunQuery,
  invocation: Invocation,
): Promise<HistoryAnswer> {
  const { history, clock } = invocation.base;
  const selection = selectEnvironments(invocation.gate().configuration, [query.environment]);
  if (!selection.ok) {
    throw new PreflightError(selection.message, {
      code: 'config.unknown-environment',
      fault: 'operator',
    });
  }
  if (history === undefined) {
    throw new PreflightError('This gate keeps no history: it was deployed without a table.', {
      code: 'history.absent',
      fault: 'operator',
    });
  }
  const subject = { environment: query.environment, versionStage: 'AWSCURRENT' } as const;
  const limitMs = Math.min(LONGEST_MS, msUntil('alertsMs', invocation));
  const [state, page] = await withTimeLimit({ clock, limitMs }, (signal) =>
    Promise.all([history.readState(subject, { signal }), history.listRuns(query, { signal })]),
  );
  return historyAnswer(query.environment, state, page);
}
