import type { Gate } from '../../compose.ts';
import type { CodeDeployBase } from '../../compose-base.ts';
import type { HookExecution } from '../../domain/model/ports.ts';
import type { Report } from '../../domain/model/report.ts';
import { ROTATION_PATIENCE } from '../../domain/verification/verification.ts';
import { answerThenAlert } from '../run/answer-then-alert.ts';
import { createHandler, type Handler } from '../run/create-handler.ts';
import { decide } from '../run/decide.ts';
import { defectError } from '../run/defect-error.ts';
import { hookEnvironments } from '../run/hook-environments.ts';
import { deadlineOf, type Invocation } from '../run/invocation.ts';
import { logReport } from '../run/log-report.ts';
import { recordAndAlert } from '../run/record-and-alert.ts';
import { isShut } from '../run/throw-if-blocked.ts';
import { newRunState } from '../run/trouble-run.ts';
import { parseHookEvent } from './hook-event.ts';
import { settleHook } from './settle-hook.ts';

/**
 * Makes the handler of a CodeDeploy lifecycle hook: verifies, answers `Succeeded` or `Failed` exactly
 * once on every path, then alerts. It waits up to 60 s for a rotation to end. Never throws where there
 * is somebody to answer: what cannot be verified is `Failed`.
 */
export function createCodeDeployHandler(base: CodeDeployBase, compose: () => Gate): Handler {
  return createHandler(base, compose, async (event, invocation) => {
    const hook = parseHookEvent(event);
    await answer(hook, await reportOf(invocation), invocation);
  });
}

/** Undefined where not even a report could be made; that is logged. */
async function reportOf(invocation: Invocation): Promise<Report | undefined> {
  try {
    const decision = {
      subject: () => ({ names: hookEnvironments(invocation) }),
      patience: ROTATION_PATIENCE,
    };
    return (await decide(decision, newRunState(), invocation)).report;
  } catch (error) {
    defectError(error, invocation.base.log);
    return undefined;
  }
}

async function answer(
  hook: HookExecution,
  report: Report | undefined,
  invocation: Invocation<CodeDeployBase>,
): Promise<void> {
  const { base, time } = invocation;
  const { deploymentId } = hook;
  const status = report === undefined || isShut(report) ? 'Failed' : 'Succeeded';
  const deadlineMs = deadlineOf('settlingMs', time);
  const settling = settleHook(hook, status, { ...base, deadlineMs });
  if (report === undefined) {
    await settling;
    return;
  }
  await answerThenAlert(
    {
      settling,
      log: () => logReport(report, base.log, { deploymentId }),
      alert: () => recordAndAlert(report, { deploymentId }, invocation),
    },
    invocation,
  );
}
