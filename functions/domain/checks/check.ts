import type { Evidence } from '../evidence.ts';
import type { CheckId, CheckStatus, CheckTier } from '../report/report.ts';

/**
 * One condition that an environment must meet. `judge` is pure: it decides from evidence and asks
 * nothing. What cannot be decided with the credentials at hand is `skipped` with the reason; what
 * should have been decided and was not is `inconclusive`.
 */
export interface Check {
  readonly id: CheckId;
  /** States the passing condition. */
  readonly title: string;
  readonly tier: CheckTier;
  readonly judge: (evidence: Evidence) => CheckResult;
}

export interface CheckResult {
  readonly status: CheckStatus;
  readonly message: string;
  readonly expected?: string;
  readonly found?: string;
  /** Time of the answer the result rests on; absent when nothing was asked. */
  readonly durationMs?: number;
}

export function pass(message: string): CheckResult {
  return { status: 'pass', message };
}

export function skipped(reason: string): CheckResult {
  return { status: 'skipped', message: reason };
}
