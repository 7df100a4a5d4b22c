import * as z from 'zod/mini';
import { composeGate } from '../compose.ts';
import { type CodeDeployBase, composeCodeDeployBase } from '../compose-base.ts';
import type { HookExecution, HookStatus } from '../domain/model/ports.ts';
import { PreflightError } from '../domain/model/preflight-error.ts';
import { isShut } from './run/blocked.ts';
import { type ComposeGate, createHandler, type Handler } from './run/create-handler.ts';
import { defectError } from './run/defect-error.ts';
import { answerThenAlert, type Delivery, deliverResult } from './run/deliver-result.ts';
import { subjectOrError } from './run/error-run.ts';
import { deadlineOf, type Invocation } from './run/invocation.ts';
import { logReport } from './run/log-report.ts';
import { recordAndAlert } from './run/record-and-alert.ts';
import { type Asked, type GateForm, runForm } from './run/run-form.ts';
import { hookEnvironments } from './run/verify.ts';

interface AskedByHook extends Asked {
  readonly hook: HookExecution;
}

/**
 * A CodeDeploy lifecycle hook: answered `Succeeded` or `Failed` exactly once on every path, then alerted
 * on. What cannot be verified is `Failed`.
 */
const CODE_DEPLOY: GateForm<HookExecution, AskedByHook, CodeDeployBase> = {
  parse: (hook, invocation) => ({
    hook,
    trigger: 'code-deploy',
    subject: subjectOrError(() => ({ names: hookEnvironments(invocation) }), invocation),
    origin: { deploymentId: hook.deploymentId },
  }),
  waits: { kind: 'in-run' },
  respond: async ({ asked: { hook, origin }, report }, invocation) => {
    const { deploymentId } = hook;
    const status = isShut(report) ? 'Failed' : 'Succeeded';
    await answerThenAlert(
      {
        delivering: deliverStatus(hook, status, invocation),
        log: () => logReport(report, invocation.base.log, { deploymentId }),
        alert: () => recordAndAlert({ report, origin, invocation }),
      },
      invocation,
    );
  },
};

/** Makes the handler of a CodeDeploy lifecycle hook. Throws only where no caller could be answered. */
export function createCodeDeployHandler(base: CodeDeployBase, compose: ComposeGate): Handler {
  return createHandler(base, compose, async (event, invocation) => {
    const hook = parseHookEvent(event);
    try {
      await runForm(CODE_DEPLOY, hook, invocation);
    } catch (error) {
      // Not even a report could be made.
      defectError(error, invocation.base.log);
      await deliverStatus(hook, 'Failed', invocation);
    }
  });
}

const base = composeCodeDeployBase();

/**
 * The hook of a CodeDeploy deployment (`BeforeAllowTraffic` and its like), for the environments in
 * `PREFLIGHT_ENVIRONMENTS`. The event is never logged: its execution id is what answers are given by.
 */
export const handler: Handler = createCodeDeployHandler(base, () => composeGate(base));

/** Far more than CodeDeploy's ids have; a longer text is none of them. */
const LONGEST = 4_096;

/** The whole event, as CodeDeploy documents it. What may be beside it is not read. */
const hookEvent = z.object({
  DeploymentId: z.string().check(z.regex(/^d-[A-Za-z0-9]{1,60}$/)),
  LifecycleEventHookExecutionId: z.string().check(z.minLength(1), z.maxLength(LONGEST)),
});

/**
 * Reads the event of a lifecycle hook. Throws {@link PreflightError} `payload.invalid` where there is no
 * hook to answer; it repeats nothing of the event.
 */
function parseHookEvent(event: unknown): HookExecution {
  const parsed = hookEvent.safeParse(event);
  if (parsed.success) {
    const { DeploymentId: deploymentId, LifecycleEventHookExecutionId: executionId } = parsed.data;
    return { deploymentId, executionId };
  }
  throw new PreflightError(
    'The payload is not that of a CodeDeploy lifecycle hook, so there is no hook to answer. Expected: {"DeploymentId":"d-…","LifecycleEventHookExecutionId":"…"}. A person verifies by the gate function, not by this one.',
    { code: 'payload.invalid', fault: 'operator' },
  );
}

const PERMISSION = 'codedeploy:PutLifecycleEventHookExecutionStatus';

const ADVICE = `Allow the function's role ${PERMISSION} on the deployment group. Until then CodeDeploy waits for an answer until its own time limit, and then fails the deployment.`;

/**
 * Answers a lifecycle hook: tries until CodeDeploy takes the status, says that the hook was answered,
 * or refuses it for good; see {@link deliverResult}. Never throws. The execution id is not logged: its
 * holder may answer.
 */
async function deliverStatus(
  hook: HookExecution,
  status: HookStatus,
  { base, time }: Invocation<CodeDeployBase>,
): Promise<Delivery> {
  return await deliverResult(
    {
      answer: (call) => base.hooks.answer(hook, status, call),
      fields: { deploymentId: hook.deploymentId, status },
      what: 'the lifecycle hook',
      denied: { missingPermission: PERMISSION, advice: ADVICE },
      consequence: 'CodeDeploy fails it when its own time limit is over',
    },
    { ...base, deadlineMs: deadlineOf('answeringMs', time) },
  );
}
