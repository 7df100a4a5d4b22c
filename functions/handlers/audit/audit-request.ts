import * as z from 'zod/mini';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import { describeIssues, environmentNames } from '../run/payload-settings.ts';

/** What the audit function is asked to do. */
export interface AuditRequest {
  /** Empty: every declared environment. */
  readonly environments: readonly string[];
  /** By the schedule no person reads the answer: what is bad is sent as alerts. */
  readonly isScheduled: boolean;
}

const auditEvent = z.strictObject(
  {
    environments: z.optional(environmentNames),
    trigger: z.optional(z.literal('schedule', 'must be "schedule", or absent')),
  },
  'must be an object',
);

const SHAPES =
  'Allowed: {"environments":["NAME",…]} or {} for all; and "trigger": "schedule", which sends alerts.';

/** Reads an event; throws {@link PreflightError} `payload.invalid` for what it does not know. */
export function parseAuditRequest(event: unknown): AuditRequest {
  // `aws lambda invoke` without a payload sends null.
  const parsed = auditEvent.safeParse(event ?? {});
  if (!parsed.success) {
    const problem = describeIssues(parsed.error);
    throw new PreflightError(`The payload is not valid: ${problem}. ${SHAPES}`, {
      code: 'payload.invalid',
      fault: 'operator',
    });
  }
  const { environments = [], trigger } = parsed.data;
  return { environments, isScheduled: trigger === 'schedule' };
}
