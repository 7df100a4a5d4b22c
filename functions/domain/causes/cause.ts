import type { Check, Judgement } from '../checks/check.ts';
import type { Facts } from '../facts/facts.ts';
import type { Evidence } from '../model/evidence.ts';
import type { JobFailureType } from '../model/ports.ts';
import type { CheckReport, Confidence, RemediationStep, Verdict } from '../model/report.ts';

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
  /** `family.name`; fixed once released, users filter alerts by it. Several entries may show one cause. */
  readonly id: string;
  /**
   * What CodePipeline and the exit code say of a fail by it: `ConfigurationError` where the secret or the
   * configuration holds something wrong, which Twilio need not be asked about. Default: `JobFailed`.
   */
  readonly failureType?: JobFailureType | undefined;
  readonly diagnose: (context: DiagnosisContext) => Finding | undefined;
}

/** The report of this check, or undefined where it did not fail in the given way. */
export function checkThat(
  context: DiagnosisContext,
  { id }: Pick<Check<Judgement>, 'id'>,
  status: CheckReport['status'],
): CheckReport | undefined {
  return context.checks.find((one) => one.id === id && one.status === status);
}
