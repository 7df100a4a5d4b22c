import type { JobResult, PipelineJobs } from '../../domain/model/ports.ts';
import { type Settlement, type SettleOptions, settle } from '../run/settle.ts';

export interface SettleJobOptions extends SettleOptions {
  readonly jobs: PipelineJobs;
}

/**
 * Answers a job: tries until CodePipeline takes the answer, says that the job is settled, or refuses
 * it for good; see {@link settle}. Never throws.
 *
 * A role that may not answer is the usual fault of a function that a pipeline's stack only imported:
 * the CDK grants such a function nothing, and says nothing. The log then names what is missing.
 */
export async function settleJob(
  jobId: string,
  result: JobResult,
  { jobs, ...options }: SettleJobOptions,
): Promise<Settlement> {
  return await settle(
    {
      answer: (call) => jobs.answer(jobId, result, call),
      fields: { jobId },
      what: 'the job',
      denied: { missingPermission: permissionFor(result), advice: ADVICE },
      consequence: 'CodePipeline fails it after 20 minutes',
    },
    options,
  );
}

const ADVICE =
  "Allow the function's role codepipeline:PutJobSuccessResult and codepipeline:PutJobFailureResult on *: they have no resource-level permissions, and a function that was imported into the pipeline's stack gets neither. Until then CodePipeline waits 20 minutes for an answer, and then fails the action.";

function permissionFor({ outcome }: JobResult): string {
  return outcome === 'failure'
    ? 'codepipeline:PutJobFailureResult'
    : 'codepipeline:PutJobSuccessResult';
}
