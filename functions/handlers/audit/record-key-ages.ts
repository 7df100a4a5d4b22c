import type { AuditReport } from '../../domain/model/audit-finding.ts';
import type { Metrics } from '../../domain/model/metrics.ts';

/** Measures the age of the key that each environment's secret holds, where the audit could tell it. */
export function recordKeyAges({ findings }: AuditReport, metrics: Metrics): void {
  for (const { environment, check, ageDays } of findings) {
    if (check === 'key.age' && ageDays !== undefined) {
      metrics.record('keyAgeDays', ageDays, environment);
    }
  }
}
