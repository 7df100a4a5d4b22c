import type { JobState, JobStore } from '../aws/jobs/job-store.ts';
import type { ActionOutcome } from './execution.ts';
import { jobEvent } from './job-event.ts';
import type { LambdaAction } from './pipeline-definition.ts';
import { resolveVariables, type VariableScope } from './resolve-variables.ts';
import { waitAtMost } from './wait-at-most.ts';

/** What Lambda actions need of the world around the pipeline. */
export interface LambdaActionWorld {
  readonly jobs: JobStore;
  readonly accountId: string;
  /**
   * Asks Lambda for an asynchronous invocation. Returns once it is accepted: what the function then
   * does shows only in its job. Throws where Lambda refuses, for example an unknown function.
   */
  readonly invokeAsync: (functionName: string, event: unknown) => void;
  /** How long a job may stay unanswered. AWS: 20 minutes, counted anew after each continuation. */
  readonly jobTimeoutMs: number;
  /** Pause before a continuation. AWS documents none; about 30 s. */
  readonly continuationDelayMs: number;
  /** How long an action may go on by continuations: no new job is sent after that. AWS: 24 hours. */
  readonly actionTimeoutMs: number;
  /** Hears that an action waits for its continuation, before the pause. Must not throw. */
  readonly onContinuation: () => void;
}

/** One action of one execution. */
export interface LambdaActionRun {
  readonly action: LambdaAction;
  /** `pipeline/stage/action`, for the list of jobs. */
  readonly label: string;
  readonly variables: VariableScope;
}

/**
 * Runs a Lambda action: opens a job, invokes the function, waits for the job's answer. What the
 * function returns or throws is not looked at, as CodePipeline does not. Never rejects.
 */
export async function runLambdaAction(
  run: LambdaActionRun,
  world: LambdaActionWorld,
): Promise<ActionOutcome> {
  const resolved = resolveVariables(run.action.userParameters ?? '', run.variables);
  if (!resolved.resolved) {
    return failed('InvalidVariable', `The variable ${resolved.unknown} has no value.`);
  }
  const userParameters =
    run.action.userParameters === undefined ? {} : { userParameters: resolved.text };
  const endMs = performance.now() + world.actionTimeoutMs;
  let continuation: { readonly continuationToken?: string } = {};
  for (;;) {
    const answer = await runJob({ ...run, input: { ...userParameters, ...continuation } }, world);
    if (answer.status !== 'succeeded' || answer.continuationToken === undefined) {
      return outcomeOf(answer, run.action);
    }
    continuation = { continuationToken: answer.continuationToken };
    world.onContinuation();
    await new Promise((resolve) => setTimeout(resolve, world.continuationDelayMs));
    if (performance.now() >= endMs) return outcomeOf({ status: 'unanswered' }, run.action);
  }
}

type JobAnswer =
  | Exclude<JobState, { status: 'open' }>
  | { readonly status: 'unanswered' | 'refused' };

interface JobRun extends LambdaActionRun {
  readonly input: { readonly userParameters?: string; readonly continuationToken?: string };
}

async function runJob(
  { action, label, input }: JobRun,
  world: LambdaActionWorld,
): Promise<JobAnswer> {
  const { jobs, accountId, jobTimeoutMs } = world;
  const { functionName } = action;
  const { id: jobId } = jobs.create({ label });
  const settled = jobs.settled(jobId);
  try {
    world.invokeAsync(functionName, jobEvent({ jobId, accountId, functionName, ...input }));
  } catch {
    return { status: 'refused' };
  }
  const state = await waitAtMost(settled, jobTimeoutMs);
  return state === undefined || state.status === 'open' ? { status: 'unanswered' } : state;
}

function outcomeOf(answer: JobAnswer, { functionName }: LambdaAction): ActionOutcome {
  switch (answer.status) {
    case 'succeeded':
      return {
        status: 'Succeeded',
        ...(answer.summary !== undefined && { summary: answer.summary }),
        ...(answer.externalExecutionId !== undefined && {
          externalExecutionId: answer.externalExecutionId,
        }),
        ...(answer.outputVariables !== undefined && { outputVariables: answer.outputVariables }),
      };
    case 'failed':
      return {
        ...failed(answer.type, answer.message),
        ...(answer.externalExecutionId !== undefined && {
          externalExecutionId: answer.externalExecutionId,
        }),
      };
    case 'unanswered':
      // The console's words, as several GitHub issues quote them.
      return failed(
        'TimeoutError',
        `The AWS Lambda function ${functionName} failed to return a result. Check the function to verify that it has permission to call the PutJobSuccessResult action and that it made a call to PutJobSuccessResult.`,
      );
    case 'refused':
      return failed(
        'ConfigurationError',
        `The AWS Lambda function ${functionName} could not be invoked.`,
      );
  }
}

function failed(code: string, message: string): ActionOutcome {
  return { status: 'Failed', errorDetails: { code, message } };
}
