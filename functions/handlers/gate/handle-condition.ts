import type { Report } from '../../domain/model/report.ts';
import { ROTATION_PATIENCE } from '../../domain/verification/verification.ts';
import { decide } from '../run/decide.ts';
import type { Invocation } from '../run/invocation.ts';
import { logReport } from '../run/log-report.ts';
import { recordAndAlert } from '../run/record-and-alert.ts';
import { withNotices } from '../run/subscription-notices.ts';
import { throwIfBlocked } from '../run/throw-if-blocked.ts';
import { newRunState } from '../run/trouble-run.ts';
import type { ConditionRequest } from './gate-request.ts';
import { readParameters } from './read-parameters.ts';

/**
 * A stage condition's rule that brings no job: nobody can be answered, so a shut gate is an error,
 * always: {@link PreflightError} `gate.blocked`, after the alerts, also where the parameters cannot be
 * used. An open gate returns the report. It waits up to 60 s for a rotation to end.
 */
export async function handleCondition(
  request: ConditionRequest,
  invocation: Invocation,
): Promise<Report> {
  const { subject, named } = readParameters(request, invocation);
  const decision = { subject, patience: ROTATION_PATIENCE };
  const { report } = await decide(decision, newRunState(), invocation);
  logReport(report, invocation.base.log);
  await recordAndAlert(report, named(), invocation);
  const noted = await withNotices(report, invocation);
  throwIfBlocked(report);
  return noted;
}
