import type { Gate } from '../../compose.ts';
import type { RunBase } from '../../compose-base.ts';
import { selectEnvironments } from '../../configuration/select-environments.ts';
import { byEnvironment } from '../../domain/checks/audit/audit-verdict.ts';
import { withTimeLimit } from '../../domain/concurrency/time-limit.ts';
import type { AuditReport } from '../../domain/model/audit-finding.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import { eachWithin, publishAlert } from '../../domain/notifications/publish-alerts.ts';
import { auditAlert } from '../../domain/rendering/audit-alert.ts';
import { auditEnvironments } from '../../domain/verification/audit/audit-environments.ts';
import { createHandler, type Handler } from '../run/create-handler.ts';
import type { Invocation } from '../run/invocation.ts';
import { type AuditRequest, parseAuditRequest } from './audit-request.ts';
import { logFindings } from './log-findings.ts';
import { recordKeyAges } from './record-key-ages.ts';

/** What is open so long before Lambda's limit is inconclusive, and still logged, notified and returned. */
const BEFORE_THE_END_MS = 15_000;
/** Longest time for all alerts of an audit; it ends early enough to leave so much. */
const ALERTS_MS = 10_000;

/**
 * Makes the handler: audits, logs one line for each finding, measures the ages of the keys, and returns
 * it all. By the schedule it also alerts, once for each environment where something failed or could not
 * be checked; a person who invokes it reads the answer, and no alert is sent.
 *
 * Throws {@link PreflightError}: `payload.invalid`, `config.invalid`, `config.unknown-environment`, and
 * `program.defect`, which names the error and does not repeat it.
 */
export function createAuditHandler(base: RunBase, compose: () => Gate): Handler {
  return createHandler(base, compose, (event, invocation) =>
    audit(parseAuditRequest(event), invocation),
  );
}

async function audit(
  request: AuditRequest,
  { base, gate, time }: Invocation,
): Promise<AuditReport> {
  const { configuration: expectations, verificationPorts } = gate();
  const { alerts, clock, log, metrics } = base;
  const selection = selectEnvironments(expectations, request.environments);
  if (!selection.ok) {
    throw new PreflightError(selection.message, {
      code: 'config.unknown-environment',
      fault: 'operator',
    });
  }
  const { environments } = selection;
  const startedAt = clock.now().toISOString();
  const limitMs = Math.max(0, time.remainingMs - BEFORE_THE_END_MS);
  const report = await withTimeLimit({ clock, limitMs }, (signal) =>
    auditEnvironments({ expectations, environments, signal }, verificationPorts()),
  );
  logFindings(report, log);
  recordKeyAges(report, metrics);
  if (request.isScheduled) {
    const limits = { clock, limitMs: ALERTS_MS };
    await eachWithin(byEnvironment(report.findings), limits, async (environment, signal) => {
      const alert = auditAlert(environment, startedAt);
      if (alert === undefined) return;
      const fields = { environment: environment.name };
      await publishAlert(() => alert, { sink: alerts, log, fields, signal });
    });
  }
  return report;
}
