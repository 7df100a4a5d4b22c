import { textAt } from '../run/payload-settings.ts';
import {
  findPipelineNames,
  findUserParameters,
  type PipelineNames,
  type UserParameters,
} from './event-search.ts';
import { readThrowOnFailure } from './user-parameters.ts';

/** A job that CodePipeline waits for an answer to. */
export interface JobRequest {
  readonly kind: 'job';
  /** `condition`: the job is that of a stage condition's rule. */
  readonly trigger: 'pipeline' | 'condition';
  readonly jobId: string;
  readonly userParameters: UserParameters | undefined;
  /** As CodePipeline hands it back; present when the gate asked to be invoked again. */
  readonly continuationToken: string | undefined;
  /** Throw, too, once the job is answered and the gate is shut. */
  readonly throwOnFailure: boolean;
  readonly named: PipelineNames;
}

/** The event of a pipeline action, the only one that is documented. */
const ACTION = 'CodePipeline.job';

/** CodePipeline's own form of a job id (botocore model); anything else could not be answered anyway. */
const JOB_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Where an action's event has its parameters; its credentials are never touched. */
const PARAMETERS = ['data', 'actionConfiguration', 'configuration', 'UserParameters'] as const;

/**
 * The job of an event: that of an action, or what stands under another key of CodePipeline's with a job
 * id, as a stage condition's rule may send it. A rule is thrown at unless it asks not to be: what it
 * goes by is not documented. `without-id` for an action's event that cannot be answered.
 */
export function parseJob(event: unknown): JobRequest | 'without-id' | undefined {
  if (typeof event !== 'object' || event === null) return undefined;
  const entries = Object.entries(event).filter(([key]) => /^CodePipeline\./i.test(key));
  const action = entries.find(([key]) => key === ACTION);
  if (action !== undefined) return jobUnder(action) ?? 'without-id';
  for (const entry of entries) {
    const job = jobUnder(entry);
    if (job !== undefined) return job;
  }
  return undefined;
}

function jobUnder([key, value]: readonly [string, unknown]): JobRequest | undefined {
  const jobId = textAt(value, 'id') ?? '';
  if (!JOB_ID.test(jobId)) return undefined;
  const userParameters = textAt(value, ...PARAMETERS) ?? findUserParameters(value);
  const wanted = readThrowOnFailure(userParameters);
  return {
    kind: 'job',
    trigger: key === ACTION ? 'pipeline' : 'condition',
    jobId,
    userParameters,
    continuationToken: textAt(value, 'data', 'continuationToken'),
    throwOnFailure: wanted ?? key !== ACTION,
    named: findPipelineNames(value),
  };
}
