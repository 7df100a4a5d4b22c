import type { AuditFinding } from '../../model/audit-finding.ts';
import type { CheckStatus, Verdict } from '../../model/report.ts';
import { verdictOf } from '../../model/verdict.ts';

interface WithStatus {
  readonly status: CheckStatus;
}

const WORST_FIRST: readonly CheckStatus[] = ['fail', 'inconclusive', 'warn', 'pass', 'skipped'];

/** The findings of one environment. */
export interface EnvironmentFindings {
  readonly name: string;
  readonly verdict: Verdict;
  /** The worst first, of equal ones in the order of the checks. */
  readonly findings: readonly AuditFinding[];
}

/** The verdict of a key audit's findings. */
export function auditVerdict(findings: readonly AuditFinding[]): Verdict {
  return verdictOf(findings.map(({ status }) => ({ status, tier: 'audit' })));
}

/** The findings by environment, in the order in which those first appear. */
export function byEnvironment(findings: readonly AuditFinding[]): readonly EnvironmentFindings[] {
  const names = [...new Set(findings.map(({ environment }) => environment))];
  return names.map((name) => {
    const own = findings.filter(({ environment }) => environment === name);
    return { name, verdict: auditVerdict(own), findings: worstFindingsFirst(own) };
  });
}

/** The findings that are neither a pass nor skipped: what needs a look. */
export function openFindings<T extends WithStatus>(findings: readonly T[]): readonly T[] {
  return findings.filter(({ status }) => status !== 'pass' && status !== 'skipped');
}

/** The findings in the order in which a person needs them; of equal ones the order stays. */
export function worstFindingsFirst<T extends WithStatus>(findings: readonly T[]): readonly T[] {
  return WORST_FIRST.flatMap((status) => findings.filter((one) => one.status === status));
}
