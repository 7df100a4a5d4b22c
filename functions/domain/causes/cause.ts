import type { Facts } from '../facts/facts.ts';
import type { CauseId } from '../model/cause-id.ts';
import type { Evidence } from '../model/evidence.ts';
import type {
  CheckId,
  CheckReport,
  Confidence,
  RemediationStep,
  Verdict,
} from '../model/report.ts';

/** What a cause is judged by: what was seen, and what the checks made of it. */
export interface DiagnosisContext {
  readonly evidence: Evidence;
  /** What the evidence means, derived once. */
  readonly facts: Facts;
  readonly checks: readonly CheckReport[];
}

/** How one cause explains the evidence. */
export interface Finding {
  /** Which verdict it explains: an explanation of a fail comes before one of an inconclusive check. */
  readonly explains: Exclude<Verdict, 'pass'>;
  readonly confidence: Confidence;
  /** One line; cut at 120 characters. */
  readonly summary: string;
  readonly evidence: readonly string[];
  readonly remediation: readonly RemediationStep[];
  readonly helpUrl: string;
}

/**
 * One cause, one entry: whether the evidence shows it, how sure that is, and what to do. Pure.
 * Causes are listed in `all-causes.ts` in the order in which they must be fixed.
 */
export interface Cause {
  readonly id: CauseId;
  readonly diagnose: (context: DiagnosisContext) => Finding | undefined;
}

/** The report of one check, or undefined where it did not fail in the given way. */
export function checkThat(
  context: DiagnosisContext,
  id: CheckId,
  status: CheckReport['status'],
): CheckReport | undefined {
  return context.checks.find((check) => check.id === id && check.status === status);
}
