import {
  byEnvironment,
  type EnvironmentFindings,
} from '../../domain/checks/audit/audit-verdict.ts';
import { createLimiter } from '../../domain/concurrency/limiter.ts';
import { withTimeLimit } from '../../domain/concurrency/time-limit.ts';
import type { AuditReport } from '../../domain/model/audit-finding.ts';
import { describeDefect } from '../../domain/model/describe-defect.ts';
import type { AlertSink, Clock, Log } from '../../domain/model/ports.ts';
import { auditAlert } from '../../domain/rendering/audit-alert.ts';

/** Longest time for all alerts of an audit; it ends early enough to leave so much. */
const LONGEST_MS = 10_000;
const PUBLISHES_AT_ONCE = 10;

/** Where alerts go, and what watches over it. */
export interface AuditAlertOptions {
  /** Absent: the function has no topic; that is logged, since someone expects to be told. */
  readonly sink: AlertSink | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Sends one alert for each environment where something failed or could not be told. Never throws: what
 * could not be sent is logged, and the findings stand in the log all the same.
 */
export async function publishAuditAlerts(
  report: AuditReport,
  startedAt: string,
  { sink, clock, log }: AuditAlertOptions,
): Promise<void> {
  const limited = createLimiter(PUBLISHES_AT_ONCE);
  await withTimeLimit({ clock, limitMs: LONGEST_MS }, async (signal) => {
    const publishOne = async (environment: EnvironmentFindings): Promise<void> => {
      const fields = { environment: environment.name };
      const alert = auditAlert(environment, startedAt);
      if (alert === undefined) return;
      if (sink === undefined) {
        log.error('there is no alert topic: nobody is told', fields);
        return;
      }
      try {
        await sink.publish(alert, { signal });
        log.info('alert published', fields);
      } catch (error) {
        const { name: detail } = describeDefect(error);
        log.error('the alert could not be published', { ...fields, detail });
      }
    };
    const environments = byEnvironment(report.findings);
    await Promise.all(environments.map((one) => limited(() => publishOne(one))));
  });
}
