import type { CheckResult } from '../model/check-result.ts';
import type { Evidence } from '../model/evidence.ts';
import type { CheckId, CheckTier } from '../model/report.ts';

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
