import type { CheckStatus } from './report.ts';

/** What a check says of one environment. */
export interface CheckResult {
  readonly status: CheckStatus;
  /** One line. */
  readonly message: string;
  readonly expected?: string;
  readonly found?: string;
  /** Time of the answer the result rests on; absent when nothing was asked. */
  readonly durationMs?: number | undefined;
  /** What the key audit knows of the key, or of the secret's age; a gate's report does not show it. */
  readonly about?: KeyFacts;
}

/** The part of a finding that describes a key. Safe to print: a label that looks like a secret is hidden. */
export interface KeyFacts {
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

export function pass(message: string): CheckResult {
  return { status: 'pass', message };
}

export function skipped(reason: string): CheckResult {
  return { status: 'skipped', message: reason };
}
