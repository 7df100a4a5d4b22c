import { diagnose } from '../../../../functions/domain/causes/diagnose.ts';
import { runChecks } from '../../../../functions/domain/checks/run-checks.ts';
import { factsOf } from '../../../../functions/domain/facts/facts.ts';
import type { Evidence } from '../../../../functions/domain/model/evidence.ts';
import type { Diagnosis } from '../../../../functions/domain/model/report.ts';

/** The diagnosis of evidence, by way of its checks. */
export function diagnosed(evidence: Evidence): Diagnosis {
  const facts = factsOf(evidence);
  return diagnose({ facts, checks: runChecks(facts) });
}

/** `cause confidence > alternative confidence > …`, the whole ranking in one line. */
export function ranking({ cause, confidence, alternatives }: Diagnosis): string {
  const others = alternatives.map((other) => `${other.cause} ${other.confidence}`);
  return [`${cause} ${confidence}`, ...others].join(' > ');
}
