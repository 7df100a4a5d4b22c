import type { DeploymentHooks, HookExecution, HookStatus } from '../../domain/model/ports.ts';
import { type Settlement, type SettleOptions, settle } from '../run/settle.ts';

export interface SettleHookOptions extends SettleOptions {
  readonly hooks: DeploymentHooks;
}

/**
 * Answers a lifecycle hook: tries until CodeDeploy takes the status, says that the hook was answered,
 * or refuses it for good; see {@link settle}. Never throws. The execution id is not logged: whoever
 * has it may answer.
 */
export async function settleHook(
  hook: HookExecution,
  status: HookStatus,
  { hooks, ...options }: SettleHookOptions,
): Promise<Settlement> {
  return await settle(
    {
      answer: (call) => hooks.answer(hook, status, call),
      fields: { deploymentId: hook.deploymentId, status },
      what: 'the lifecycle hook',
      denied: { missingPermission: PERMISSION, advice: ADVICE },
      consequence: 'CodeDeploy fails it when its own time limit is over',
    },
    options,
  );
}

const PERMISSION = 'codedeploy:PutLifecycleEventHookExecutionStatus';

const ADVICE = `Allow the function's role ${PERMISSION} on the deployment group. Until then CodeDeploy waits for an answer until its own time limit, and then fails the deployment.`;
