import { withTimeLimit } from '../../domain/concurrency/time-limit.ts';
import { historyAnswer } from '../../domain/history/history-answer.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import type { RunQuery } from '../../domain/model/run-history.ts';
import type { HistoryAnswer } from '../../domain/model/schemas/history-schema.ts';
import { type Invocation, msUntil } from '../run/invocation.ts';
import {
  environmentName,
  optional,
  readPayload,
  setting,
  settings,
  textSetting,
} from '../run/payload-settings.ts';
import { selectDeclared } from '../run/verify.ts';

const DEFAULT_LIMIT = 30;
const LONGEST_LIMIT = 100;
const BEFORE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?Z(?:#[\w-]{1,64})?)?$/;

const limit = setting('must be a whole number from 1 to 100', (value) =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= LONGEST_LIMIT
    ? Number(value)
    : undefined,
);

const before = textSetting(
  'must be a day, a time in UTC (2026-11-22T03:00:00Z), or the "next" of an answer',
  BEFORE,
);

interface HistoryPayload {
  readonly environment: string;
  readonly limit?: number | undefined;
  readonly before?: string | undefined;
}

const historyEvent = settings<{ readonly history: HistoryPayload }>({
  history: settings<HistoryPayload>({
    environment: environmentName,
    limit: optional(limit),
    before: optional(before),
  }),
});

const ALLOWED =
  'Allowed: {"history":{"environment":"NAME","limit":30,"before":"2026-11-22T03:00:00Z"}}; "limit" (1 to 100) and "before" may be left out.';

/** Whether a payload asks for the history, well or badly. */
export function looksLikeHistory(event: unknown): event is { readonly history: unknown } {
  return typeof event === 'object' && event !== null && 'history' in event;
}

/** Reads such a payload. Throws {@link PreflightError} `payload.invalid`. */
export function parseHistoryRequest(event: unknown): RunQuery {
  const parsed = readPayload(event, historyEvent);
  if (!parsed.ok) {
    throw new PreflightError(`The payload is not valid: ${parsed.problem}. ${ALLOWED}`, {
      code: 'payload.invalid',
      fault: 'operator',
    });
  }
  const { history } = parsed.value;
  return { ...history, limit: history.limit ?? DEFAULT_LIMIT };
}

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
  selectDeclared([query.environment], invocation);
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
