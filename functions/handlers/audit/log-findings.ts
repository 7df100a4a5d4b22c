import type { AuditFinding, AuditReport } from '../../domain/model/audit-finding.ts';
import type { Log } from '../../domain/model/ports.ts';

/** One line for each finding, with what a search by environment, check, status or key needs. */
export function logFindings({ findings }: AuditReport, log: Log): void {
  for (const finding of findings) log[levelOf(finding)]('audited', { ...finding });
}

function levelOf({ status }: AuditFinding): keyof Log {
  switch (status) {
    case 'fail':
    case 'inconclusive':
    case 'warn':
      return 'warn';
    case 'pass':
    case 'skipped':
      return 'info';
  }
}
