import type { CheckStatus } from './report.ts';

/** What a key audit looks at. */
export type AuditCheckId =
  | 'key.present'
  | 'key.age'
  | 'key.label'
  | 'key.stray'
  | 'secret.rotation'
  | 'secret.age';

/**
 * One thing that was found in one environment. `fail` is what the configuration declares and is not
 * so, and a key that is gone; `warn` is what nobody declared and somebody should look at. Plain JSON,
 * safe to print: a label that looks like a secret is not shown.
 */
export interface AuditFinding {
  readonly environment: string;
  readonly check: AuditCheckId;
  readonly status: CheckStatus;
  /** One line. */
  readonly message: string;
  /** The key it is about. */
  readonly apiKeySid?: string;
  /** Whole days since the key was created, or since the secret was last changed. */
  readonly ageDays?: number;
  /** The key's friendly name. */
  readonly label?: string;
  /** ISO 8601, UTC; Twilio's dates of the key. */
  readonly createdAt?: string;
  readonly updatedAt?: string;
  /** Whose secret holds the key: `production`, `the auditor`, `production (AWSPREVIOUS)`. */
  readonly heldBy?: readonly string[];
}

/** The outcome of a key audit, `schemaVersion` 1: every check of every environment, good ones too. */
export interface AuditReport {
  readonly schemaVersion: 1;
  readonly findings: readonly AuditFinding[];
}

/** What no audit can tell, said wherever one is shown. */
export const NOT_KNOWN =
  'Twilio tells no last-used date of a key, and not what type it is: before you delete a key that nobody seems to hold, ask who made it. This audit only reads.';
