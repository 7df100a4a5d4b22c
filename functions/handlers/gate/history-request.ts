import * as z from 'zod/mini';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import type { RunQuery } from '../../domain/model/run-history.ts';
import { describeIssues, environmentName } from '../run/payload-settings.ts';

const DEFAULT_LIMIT = 30;
const LIMIT = 'must be a whole number from 1 to 100';
const BEFORE = 'must be a day, a time in UTC (2026-11-22T03:00:00Z), or the "next" of an answer';
const BEFORE_FORM =
  /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?Z(?:#[\w-]{1,64})?)?$/;

const historyEvent = z.strictObject({
  history: z.strictObject(
    {
      environment: environmentName,
      limit: z._default(
        z.int(LIMIT).check(z.minimum(1, LIMIT), z.maximum(100, LIMIT)),
        DEFAULT_LIMIT,
      ),
      before: z.optional(z.string(BEFORE).check(z.regex(BEFORE_FORM, BEFORE))),
    },
    'must be an object',
  ),
});

const ALLOWED =
  'Allowed: {"history":{"environment":"NAME","limit":30,"before":"2026-11-22T03:00:00Z"}}; "limit" (1 to 100) and "before" may be left out.';

/** Whether a payload asks for the history, well or badly. */
export function looksLikeHistory(event: unknown): event is { readonly history: unknown } {
  return typeof event === 'object' && event !== null && 'history' in event;
}

/** Reads such a payload. Throws {@link PreflightError} `payload.invalid`. */
export function parseHistoryRequest(event: unknown): RunQuery {
  const parsed = historyEvent.safeParse(event);
  if (!parsed.success) {
    const problem = describeIssues(parsed.error);
    throw new PreflightError(`The payload is not valid: ${problem}. ${ALLOWED}`, {
      code: 'payload.invalid',
      fault: 'operator',
    });
  }
  const { environment, limit, before } = parsed.data.history;
  return { environment, limit, ...(before === undefined ? {} : { before }) };
}
