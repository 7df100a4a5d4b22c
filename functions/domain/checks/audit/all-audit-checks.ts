import type { AuditEvidence } from '../../model/audit-evidence.ts';
import type { AuditFinding } from '../../model/audit-finding.ts';
import type { AuditCheck } from './audit-check.ts';
import { keyAge } from './key-age.ts';
import { keyLabel } from './key-label.ts';
import { keyPresent } from './key-present.ts';
import { keyStray } from './key-stray.ts';
import { secretAge } from './secret-age.ts';
import { secretRotation } from './secret-rotation.ts';

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
