import { selectEnvironments } from '../../configuration/select-environments.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import type { Report } from '../../domain/model/report.ts';
import { ROTATION_PATIENCE } from '../../domain/verification/verification.ts';
import type { Invocation } from '../run/invocation.ts';
import { logReport } from '../run/log-report.ts';
import { recordAndAlert } from '../run/record-and-alert.ts';
import { recordRun } from '../run/record-run.ts';
import { runVerification } from '../run/run-verification.ts';
import { withNotices } from '../run/subscription-notices.ts';
import { throwIfBlocked } from '../run/throw-if-blocked.ts';
import type { DirectRequest } from './gate-request.ts';

/**
 * A person's or a tool's invocation: returns the report, after the alerts. It waits up to 60 s for a
 * rotation to end, as far as the invocation's time allows.
 *
 * Throws {@link PreflightError}: `config.invalid`, `config.unknown-environment` (naming those there
 * are), and `gate.blocked` where `throwOnFailure` was asked for.
 */
export async function handleDirect(
  request: DirectRequest,
  invocation: Invocation,
): Promise<Report> {
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
  const run = await runVerification(gate, options, invocation);
  const { report } = run;
  recordRun(run, invocation);
  logReport(report, invocation.base.log);
  await recordAndAlert(report, {}, invocation);
  const noted = await withNotices(report, invocation);
  if (request.throwOnFailure) throwIfBlocked(report);
  return noted;
}
