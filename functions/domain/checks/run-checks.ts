import type { CheckResult } from '../model/check-result.ts';
import type { Evidence } from '../model/evidence.ts';
import type { CheckReport, Verdict } from '../model/report.ts';
import { worstVerdict } from '../model/verdict.ts';
import { ALL_CHECKS } from './all-checks.ts';
import type { Check } from './check.ts';
import { keyAuditChecks } from './key-audit.ts';

/** Judges the evidence by every check, and by those of the key audit that the configuration asks for. */
export function runChecks(evidence: Evidence): readonly CheckReport[] {
  const checks = [...ALL_CHECKS, ...keyAuditChecks(evidence)];
  return checks.map((check) => report(check, check.judge(evidence)));
}

function report({ id, title, tier }: Check, result: CheckResult): CheckReport {
  return { id, title, tier, ...result, durationMs: result.durationMs ?? 0 };
}

/**
 * The verdict of one environment: the worst status, where `skipped` counts for nothing. A run in
 * which no live check passed is never a pass: it is inconclusive at best.
 */
export function verdictOf(checks: readonly CheckReport[]): Verdict {
  const verdicts: Verdict[] = [];
  for (const { status } of checks) {
    if (status !== 'skipped') verdicts.push(status);
  }
  const provedLive = checks.some((check) => check.tier === 'live' && check.status === 'pass');
  return worstVerdict(provedLive ? verdicts : [...verdicts, 'inconclusive']);
}
