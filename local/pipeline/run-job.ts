import type { JobState } from '../aws/jobs/job-store.ts';
import { waitAtMost } from '../clock/wait-at-most.ts';
import type { ActionWorld } from './action-world.ts';
import type { ActionOutcome } from './execution.ts';
import { jobEvent } from './job-event.ts';

/** How a job was answered: by its function, not in time, or not even asked. */
export type JobAnswer =
  | Exclude<JobState, { status: 'open' }>
  | { readonly status: 'unanswered' | 'refused' };

/** A function that is to answer one job. */
export interface JobRequest {
  readonly functionName: string;
  /** For the list of jobs. */
  readonly label: string;
  readonly userParameters?: string;
  readonly continuationToken?: string;
  /** Aborted when the pipeline does not wait for the answer any more: it is `unanswered` then. */
  readonly signal: AbortSignal;
}

/** Opens a job, invokes the function asynchronously and waits for PutJob*. Never rejects. */
export async function runJob(request: JobRequest, world: ActionWorld): Promise<JobAnswer> {
  const { jobs, accountId, clock, jobTimeoutMs: limitMs } = world;
  const { label, signal, ...input } = request;
  const { id: jobId } = jobs.create({ label });
  const settled = jobs.settled(jobId);
  try {
    world.invokeAsync(request.functionName, jobEvent({ jobId, accountId, ...input }));
  } catch {
    return { status: 'refused' };
  }
  const state = await waitAtMost(settled, { clock, limitMs, signal });
  return state === undefined || state.status === 'open' ? { status: 'unanswered' } : state;
}

/** What an answer means for the action, or the rule, that asked. */
export function outcomeOf(answer: JobAnswer, functionName: string): ActionOutcome {
  switch (answer.status) {
    case 'succeeded':
      return {
        status: 'Succeeded',
        ...(answer.summary !== undefined && { summary: answer.summary }),
        ...withExternalId(answer),
        ...(answer.outputVariables !== undefined && { outputVariables: answer.outputVariables }),
      };
    case 'failed':
      return { ...failed(answer.type, answer.message), ...withExternalId(answer) };
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

/** A failure with its code and message. */
export function failed(
  code: string,
  message: string,
): Required<Pick<ActionOutcome, 'errorDetails'>> & { readonly status: 'Failed' } {
  return { status: 'Failed', errorDetails: { code, message } };
}

function withExternalId({
  externalExecutionId,
}: {
  readonly externalExecutionId?: string | undefined;
}): Pick<ActionOutcome, 'externalExecutionId'> {
  return externalExecutionId === undefined ? {} : { externalExecutionId };
}
