import { z } from 'zod';
import { AwsError } from '../wire/aws-error.ts';
import {
  type CallContext,
  defineOperation,
  type Operation,
  type Service,
  stringMembers,
} from '../wire/operation.ts';
import { text } from '../wire/validation.ts';
import { FAILURE_TYPES, type JobState, type JobStore } from './job-store.ts';

/** AWS's bound on the output variables of one action, keys and values together. */
const MAX_OUTPUT_BYTES = 122_880;

/**
 * The two calls by which a Lambda action answers its job. GetJobDetails is left out on purpose: it
 * returns artifact credentials, which nothing here has a use for.
 */
export function createCodePipelineService(jobs: JobStore): Service {
  return {
    name: 'codepipeline',
    operations: new Map([
      ['PutJobSuccessResult', putJobSuccessResult(jobs)],
      ['PutJobFailureResult', putJobFailureResult(jobs)],
    ]),
    resources: (input) => stringMembers(input, ['jobId']),
  };
}

const jobId = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
const externalExecutionId = text(1, 1500).optional();

const successInput = {
  jobId,
  continuationToken: text(1, 2048).optional(),
  executionDetails: z
    .strictObject({
      summary: text(1, 2048).optional(),
      externalExecutionId,
      percentComplete: z.number().int().min(0).max(100).optional(),
    })
    .optional(),
  outputVariables: z.record(z.string(), z.string()).optional(),
};

function putJobSuccessResult(jobs: JobStore): Operation {
  return defineOperation(successInput, (input, context) => {
    const { continuationToken, executionDetails, outputVariables } = input;
    if (outputVariables !== undefined) checkOutputs(outputVariables, continuationToken);
    settle(jobs, context, {
      id: input.jobId,
      state: {
        status: 'succeeded',
        summary: executionDetails?.summary,
        externalExecutionId: executionDetails?.externalExecutionId,
        outputVariables,
        continuationToken,
      },
    });
    return {};
  });
}

const failureInput = {
  jobId,
  failureDetails: z.strictObject({
    type: z.enum(FAILURE_TYPES),
    message: text(1, 5000),
    externalExecutionId,
  }),
};

function putJobFailureResult(jobs: JobStore): Operation {
  return defineOperation(failureInput, ({ jobId: id, failureDetails }, context) => {
    settle(jobs, context, { id, state: { status: 'failed', ...failureDetails } });
    return {};
  });
}

function settle(
  jobs: JobStore,
  { region }: CallContext,
  { id, state }: { readonly id: string; readonly state: JobState },
): void {
  const job = jobs.get(id);
  if (job === undefined || job.region !== region) {
    throw new AwsError('JobNotFoundException', `The job ${id} cannot be found.`);
  }
  if (job.state.status !== 'open') {
    throw new AwsError(
      'InvalidJobStateException',
      `The job ${id} already has a result (${job.state.status}).`,
    );
  }
  jobs.settle(id, state);
}

function checkOutputs(
  outputs: Readonly<Record<string, string>>,
  continuationToken: string | undefined,
): void {
  if (continuationToken !== undefined) {
    throw new AwsError(
      'ValidationException',
      'Output variables cannot be given together with a continuation token.',
    );
  }
  if (!Object.keys(outputs).every((key) => /^[A-Za-z0-9@\-_]+$/.test(key))) {
    throw new AwsError(
      'ValidationException',
      "1 validation error detected: Value at 'outputVariables' failed to satisfy constraint: Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [A-Za-z0-9@\\-_]+]",
    );
  }
  const bytes = Object.entries(outputs).flat().join('');
  if (Buffer.byteLength(bytes) > MAX_OUTPUT_BYTES) {
    throw new AwsError(
      'OutputVariablesSizeExceededException',
      `The total size of the output variables is more than ${MAX_OUTPUT_BYTES} bytes.`,
    );
  }
}
