import { selectEnvironments } from '../../configuration/select-environments.ts';
import { describeDefect } from '../../domain/describe-defect.ts';
import { PreflightError } from '../../domain/preflight-error.ts';
import type { Report } from '../../domain/report/report.ts';
import { ROTATION_PATIENCE } from '../../domain/verification/verification.ts';
import type { GateRequest } from './gate-request.ts';
import type { Invocation } from './invocation.ts';
import { logReport } from './log-report.ts';
import { recordAndAlert } from './record-and-alert.ts';
import { runVerification } from './run-verification.ts';

type DirectRequest = Extract<GateRequest, { kind: 'direct' }>;

/**
 * A person's or a tool's invocation: returns the report, after the alerts. It waits up to 60 s for a
 * rotation to end, as far as the invocation's time allows.
 *
 * Throws {@link PreflightError}: `config.invalid`, `config.unknown-environment` (naming those there
 * are), `gate.blocked` where `throwOnFailure` was asked for, and `program.defect`, which names the
 * error and does not repeat it: Lambda hands the message and the stack to the caller and to the log.
 */
export async function handleDirect(
  request: DirectRequest,
  invocation: Invocation,
): Promise<Report> {
  try {
    return await judge(request, invocation);
  } catch (error) {
    throw error instanceof PreflightError ? error : defect(error, invocation);
  }
}

async function judge(request: DirectRequest, invocation: Invocation): Promise<Report> {
  const gate = invocation.gate();
  const selection = selectEnvironments(gate.configuration, request.environments);
  if (!selection.ok) {
    throw new PreflightError(selection.message, {
      code: 'config.unknown-environment',
      fault: 'operator',
    });
  }
  const { environments } = selection;
  const { versionStage } = request;
  const options = {
    environments,
    versionStage,
    patience: ROTATION_PATIENCE,
    trigger: 'manual',
  } as const;
  const report = await runVerification(gate, options, invocation);
  logReport(report, invocation.base.log);
  await recordAndAlert(report, {}, invocation);
  if (request.throwOnFailure) throwIfBlocked(report);
  return report;
}

function defect(error: unknown, { base }: Invocation): PreflightError {
  const { name, frames } = describeDefect(error);
  base.log.error('a defect in this program', { name, frames });
  return new PreflightError(`a defect in this program (${name}); its log has the stack`, {
    code: 'program.defect',
    fault: 'service',
  });
}

function throwIfBlocked(report: Report): void {
  const blocked = report.environments.filter((environment) => environment.blocked);
  if (blocked.length === 0) return;
  const reasons = blocked.map(({ name, diagnosis }) => diagnosis?.summary ?? `${name}: blocked`);
  throw new PreflightError(`${reasons.join('; ')} (run ${report.runId})`, {
    code: 'gate.blocked',
    fault: 'operator',
  });
}
