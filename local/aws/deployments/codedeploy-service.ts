import { z } from 'zod';
import { AwsError } from '../wire/aws-error.ts';
import { defineOperation, type Operation, type Service, stringMembers } from '../wire/operation.ts';
import { type DeploymentStore, HOOK_RESULTS, type HookExecution } from './deployment-store.ts';

/**
 * The one call by which a Lambda function answers a lifecycle hook of CodeDeploy. The errors are those
 * of the service model; their messages are this world's.
 */
export function createCodeDeployService(deployments: DeploymentStore): Service {
  return {
    name: 'codedeploy',
    operations: new Map([
      ['PutLifecycleEventHookExecutionStatus', putLifecycleEventHookExecutionStatus(deployments)],
    ]),
    resources: (input) => stringMembers(input, ['deploymentId']),
  };
}

// The model requires no member and bounds none: the service itself refuses what is wrong.
const input = {
  deploymentId: z.string().optional(),
  lifecycleEventHookExecutionId: z.string().optional(),
  status: z.string().optional(),
};

function putLifecycleEventHookExecutionStatus(deployments: DeploymentStore): Operation {
  return defineOperation(input, (asked, { region }) => {
    const deploymentId = knownDeployment(deployments, asked.deploymentId, region);
    const hook = hookOf(deployments, deploymentId, asked.lifecycleEventHookExecutionId);
    const result = HOOK_RESULTS.find((one) => one === asked.status);
    if (result === undefined) {
      throw new AwsError(
        'InvalidLifecycleEventHookExecutionStatusException',
        `The status of a hook must be one of ${HOOK_RESULTS.join(', ')}.`,
      );
    }
    if (hook.status !== 'InProgress') {
      throw new AwsError(
        'LifecycleEventAlreadyCompletedException',
        `The lifecycle event ${hook.lifecycleEvent} has completed (${hook.status}).`,
      );
    }
    deployments.endHook(hook.id, result);
    return { lifecycleEventHookExecutionId: hook.id };
  });
}

function knownDeployment(
  deployments: DeploymentStore,
  id: string | undefined,
  region: string,
): string {
  if (id === undefined || id === '') {
    throw new AwsError('DeploymentIdRequiredException', 'A deployment ID must be specified.');
  }
  if (!/^d-[A-Z0-9]{9}$/.test(id)) {
    throw new AwsError('InvalidDeploymentIdException', 'The deployment ID has an invalid format.');
  }
  if (deployments.regionOf(id) === region) return id;
  throw new AwsError('DeploymentDoesNotExistException', `The deployment ${id} cannot be found.`);
}

function hookOf(
  deployments: DeploymentStore,
  deploymentId: string,
  hookId: string | undefined,
): HookExecution {
  const hook = deployments.hook(hookId ?? '');
  if (hook?.deploymentId === deploymentId) return hook;
  throw new AwsError(
    'InvalidLifecycleEventHookExecutionIdException',
    'The deployment has no such lifecycle event hook execution.',
  );
}
