import type { Gate, GateBase } from '../../compose.ts';
import { selectEnvironments } from '../../configuration/select-environments.ts';
import { auditEnvironments } from '../../domain/audit/audit-environments.ts';
import type { AuditReport } from '../../domain/audit/audit-finding.ts';
import { describeDefect } from '../../domain/describe-defect.ts';
import type { Log } from '../../domain/ports.ts';
import { PreflightError } from '../../domain/preflight-error.ts';
import { quietLog } from '../../domain/quiet-log.ts';
import { withTimeLimit } from '../../domain/verification/time-limit.ts';
import type { LambdaContext } from '../gate/create-gate-handler.ts';
import { lazyGate } from '../gate/lazy-gate.ts';
import { type AuditRequest, parseAuditRequest } from './audit-request.ts';
import { logFindings } from './log-findings.ts';
import { publishAuditAlerts } from './publish-audit-alerts.ts';

/** The part of the function that needs no configuration. */
export type AuditBase = Pick<GateBase, 'alerts' | 'clock' | 'log'>;

export type AuditHandler = (event: unknown, context: LambdaContext) => Promise<AuditReport>;

/** What is open so long before Lambda's limit is inconclusive, and still logged, told and returned. */
const BEFORE_THE_END_MS = 15_000;

/**
 * Makes the handler: audits, logs one line for each finding, and returns them all. By the schedule it
 * also alerts, once for each environment where something failed or could not be told; a person reads
 * the answer, and nobody else is woken.
 *
 * Throws {@link PreflightError}: `payload.invalid`, `config.invalid`, `config.unknown-environment`, and
 * `program.defect`, which names the error and does not repeat it.
 */
export function createAuditHandler(given: AuditBase, compose: () => Gate): AuditHandler {
  const base: AuditBase = { ...given, log: quietLog(given.log) };
  const gate = lazyGate(compose);
  return async (event, context) => {
    const limitMs = Math.max(0, context.getRemainingTimeInMillis() - BEFORE_THE_END_MS);
    try {
      return await audit(parseAuditRequest(event), gate(), { ...base, limitMs });
    } catch (error) {
      throw error instanceof PreflightError ? error : defect(error, base.log);
    }
  };
}

async function audit(
  request: AuditRequest,
  { configuration: expectations, verificationPorts }: Gate,
  { alerts, clock, log, limitMs }: AuditBase & { readonly limitMs: number },
): Promise<AuditReport> {
  const selection = selectEnvironments(expectations, request.environments);
  if (!selection.ok) {
    throw new PreflightError(selection.message, {
      code: 'config.unknown-environment',
      fault: 'operator',
    });
  }
  const { environments } = selection;
  const startedAt = clock.now().toISOString();
  const parent = new AbortController().signal;
  const report = await withTimeLimit({ clock, limitMs, parent }, (signal) =>
    auditEnvironments({ expectations, environments, signal }, verificationPorts()),
  );
  logFindings(report, log);
  if (request.isScheduled)
    await publishAuditAlerts(report, startedAt, { sink: alerts, clock, log });
  return report;
}

function defect(error: unknown, log: Log): PreflightError {
  const { name, frames } = describeDefect(error);
  log.error('a defect in this program', { name, frames });
  return new PreflightError(`a defect in this program (${name}); its log has the stack`, {
    code: 'program.defect',
    fault: 'service',
  });
}
