import type { AuditCheck } from './audit-check.ts';
import type { AuditEvidence } from './audit-evidence.ts';
import type { AuditFinding } from './audit-finding.ts';
import { keyAge } from './checks/key-age.ts';
import { keyLabel } from './checks/key-label.ts';
import { keyPresent } from './checks/key-present.ts';
import { keyStray } from './checks/key-stray.ts';
import { secretAge } from './checks/secret-age.ts';
import { secretRotation } from './checks/secret-rotation.ts';

/** Every check of a key audit, in the order of its findings. */
export const ALL_AUDIT_CHECKS: readonly AuditCheck[] = [
  keyPresent,
  keyAge,
  keyLabel,
  keyStray,
  secretRotation,
  secretAge,
];

/** Everything that the evidence of one environment shows. Pure. */
export function auditFindings(evidence: AuditEvidence): readonly AuditFinding[] {
  const environment = evidence.expectation.name;
  return ALL_AUDIT_CHECKS.flatMap(({ id, judge }) =>
    judge(evidence).map((result) => ({ environment, check: id, ...result })),
  );
}
