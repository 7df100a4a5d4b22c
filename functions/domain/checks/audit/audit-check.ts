import type { AuditEvidence } from '../../model/audit-evidence.ts';
import type { AuditCheckId, AuditFinding } from '../../model/audit-finding.ts';

/** What a check says, before it is told whose environment it is. */
export type AuditResult = Omit<AuditFinding, 'environment' | 'check'>;

/**
 * One thing that a key audit looks at. `judge` is pure. What could not be seen is `inconclusive` with the
 * reason; `skipped` is what there is nothing to judge of. Most checks say one thing; a check that the
 * configuration does not ask for says nothing, and one over many keys says something of each.
 */
export interface AuditCheck {
  readonly id: AuditCheckId;
  /** States the passing condition. */
  readonly title: string;
  readonly judge: (evidence: AuditEvidence) => readonly AuditResult[];
}
