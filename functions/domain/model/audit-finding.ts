import type { KeyFacts } from './check-result.ts';
import type { CheckStatus } from './report.ts';

/**
 * One thing that the key audit found in one environment. `fail` is what the configuration declares and
 * is not so, and a key that is gone; `warn` is what is not declared and needs a look. Plain JSON, safe
 * to print.
 */
export interface AuditFinding extends KeyFacts {
  readonly environment: string;
  readonly check: string;
  readonly status: CheckStatus;
  /** One line. */
  readonly message: string;
}

/** The outcome of a key audit, `schemaVersion` 1: every check of every environment, good ones too. */
export interface AuditReport {
  readonly schemaVersion: 1;
  readonly findings: readonly AuditFinding[];
}

/** What no audit can find out, said wherever one is shown. */
export const NOT_KNOWN =
  'Twilio gives no last-used date of a key, and not what type it is: before you delete a key that no secret seems to hold, ask who made it. This audit only reads.';
