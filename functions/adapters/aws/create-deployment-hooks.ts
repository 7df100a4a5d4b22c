import {
  CodeDeployClient,
  CodeDeployServiceException,
  PutLifecycleEventHookExecutionStatusCommand,
} from '@aws-sdk/client-codedeploy';
import type {
  DeploymentHooks,
  HookExecution,
  HookStatus,
  JobAnswer,
} from '../../domain/model/ports.ts';
import { type CallLimits, createRequestHandler } from './create-request-handler.ts';
import { type AwsService, describeFault } from './describe-fault.ts';
import { inTime } from './in-time.ts';
import { takenAnswer } from './taken-answer.ts';

const CODE_DEPLOY: AwsService = { name: 'CodeDeploy', exception: CodeDeployServiceException };

// The operation's errors in the service model, and those that every AWS service may answer.
const OUTCOMES: Readonly<Record<string, JobAnswer['outcome']>> = {
  LifecycleEventAlreadyCompletedException: 'already-completed',
  AccessDeniedException: 'denied',
  DeploymentDoesNotExistException: 'refused',
  DeploymentIdRequiredException: 'refused',
  InvalidClientTokenId: 'refused',
  InvalidDeploymentIdException: 'refused',
  InvalidLifecycleEventHookExecutionIdException: 'refused',
  InvalidLifecycleEventHookExecutionStatusException: 'refused',
  SerializationException: 'refused',
  UnknownOperationException: 'refused',
  UnrecognizedClientException: 'refused',
  UnsupportedActionForDeploymentTypeException: 'refused',
  ValidationException: 'refused',
};

/**
 * Answers CodeDeploy's lifecycle hooks in the function's own Region by
 * PutLifecycleEventHookExecutionStatus: one HTTP attempt per call, which ends with its signal.
 *
 * `accepted` needs a 2xx with AWS's request id: any proxy's 200 would do otherwise. Names not listed
 * here are `unreachable`: worth another try.
 */
export function createDeploymentHooks(limits: CallLimits = {}): DeploymentHooks {
  const client = new CodeDeployClient({
    requestHandler: createRequestHandler(limits),
    maxAttempts: 1,
  });
  return {
    answer: async (hook, status, { signal }) => {
      try {
        return await inTime(signal, (abortSignal) =>
          put(client, commandFor(hook, status), abortSignal),
        );
      } catch (error) {
        return failed(error);
      }
    },
  };
}

function commandFor(
  { deploymentId, executionId }: HookExecution,
  status: HookStatus,
): PutLifecycleEventHookExecutionStatusCommand {
  return new PutLifecycleEventHookExecutionStatusCommand({
    deploymentId,
    lifecycleEventHookExecutionId: executionId,
    status,
  });
}

async function put(
  client: CodeDeployClient,
  command: PutLifecycleEventHookExecutionStatusCommand,
  abortSignal: AbortSignal,
): Promise<JobAnswer> {
  const { requestId } = (await client.send(command, { abortSignal })).$metadata;
  return takenAnswer('CodeDeploy', requestId);
}

function failed(error: unknown): JobAnswer {
  const { name, message, named } = describeFault(error, CODE_DEPLOY);
  const outcome = named ? OUTCOMES[name] : undefined;
  return { outcome: outcome ?? 'unreachable', detail: message.slice(0, 500) };
}
