import type { Facts } from '../facts/facts.ts';
import { auditsKey } from '../facts/key-page.ts';
import type { AuditFinding } from '../model/audit-finding.ts';
import type { CheckResult } from '../model/check-result.ts';
import type { CheckReport } from '../model/report.ts';
import { ALL_CHECKS } from './all-checks.ts';
import type { Check, Judgement } from './check.ts';

/** Judges as a gate does: by every check but those that are the key audit's alone. */
export function runChecks(facts: Facts): readonly CheckReport[] {
  return ALL_CHECKS.filter((check) => isGates(check, facts)).flatMap((check) => {
    const { id, title, tier, inGate } = check;
    return resultsOf(check, facts).map(({ about: _unshown, ...result }) => ({
      id,
      title,
      tier,
      ...result,
      status: inGate?.counts[result.status] ?? result.status,
      durationMs: result.durationMs ?? 0,
    }));
  });
}

/** Judges as the key audit does: by the checks of its tier, each finding with what is known of its key. */
export function auditFindings(facts: Facts): readonly AuditFinding[] {
  const environment = facts.evidence.expectation.name;
  return ALL_CHECKS.filter(({ tier }) => tier === 'audit').flatMap((check) =>
    resultsOf(check, facts).map(({ status, message, about }) => ({
      environment,
      check: check.id,
      status,
      message,
      ...about,
    })),
  );
}

function isGates({ tier, inGate }: Check<Judgement>, { evidence }: Facts): boolean {
  const { expectation, auditor } = evidence;
  if (tier !== 'audit') return true;
  const isDeclared = inGate !== undefined && expectation.credential[inGate.setting] !== undefined;
  return isDeclared && auditsKey(expectation) && auditor.state !== 'not-configured';
}

function resultsOf({ judge }: Check<Judgement>, facts: Facts): readonly CheckResult[] {
  return [judge(facts)].flat();
}
