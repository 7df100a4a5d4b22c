import type { Log, LogFields } from '../../domain/model/ports.ts';
import type { Report } from '../../domain/model/report.ts';

/**
 * One line per environment, with what a search by run, environment, verdict or cause needs; `context`
 * says what the run belongs to, as a job id.
 */
export function logReport(report: Report, log: Log, context: LogFields = {}): void {
  for (const environment of report.environments) {
    const { credential, diagnosis } = environment;
    log.info('verified', {
      ...context,
      runId: report.runId,
      trigger: report.trigger,
      environment: environment.name,
      verdict: environment.verdict,
      blocked: environment.blocked,
      cause: diagnosis?.cause ?? 'none',
      confidence: diagnosis?.confidence ?? 'none',
      summary: diagnosis?.summary ?? '',
      secretId: credential.secretId,
      versionId: credential.versionId ?? '',
      durationMs: report.durationMs,
      twilioRequests: environment.twilioRequests,
      twilioRequestIds: environment.twilioRequestIds,
    });
  }
}
