import { auditVerdict, byEnvironment } from '../../functions/domain/checks/audit/audit-verdict.ts';
import { type AuditReport, NOT_KNOWN } from '../../functions/domain/model/audit-finding.ts';
import { plainCopy } from '../../functions/domain/text/plain-copy.ts';
import type { Outcome } from './outcome.ts';
import { renderAuditText } from './render-audit-text.ts';

/** A key audit for every output format. */
export function auditOutcome(audit: AuditReport): Outcome {
  const { findings } = plainCopy(audit);
  return {
    title: 'Key audit',
    verdict: auditVerdict(findings),
    environments: byEnvironment(findings),
    notes: [NOT_KNOWN],
    showsKeys: true,
    document: audit,
    text: (options) => renderAuditText(audit, options),
  };
}
