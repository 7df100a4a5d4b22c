import type {
  PutJobFailureResultCommandInput,
  PutJobSuccessResultCommandInput,
} from '@aws-sdk/client-codepipeline';
import type { JobResult } from '../../domain/model/ports.ts';

type Success = Extract<JobResult, { readonly outcome: 'success' }>;
type Failure = Extract<JobResult, { readonly outcome: 'failure' }>;
type Continuation = Extract<JobResult, { readonly outcome: 'continue' }>;

// CodePipeline's limits (botocore model): it refuses a result that breaks one, and the client does not
// check. A refused result would leave the job waiting for 20 minutes.
const MESSAGE_LIMIT = 5000;
const SUMMARY_LIMIT = 2048;
const EXECUTION_ID_LIMIT = 1500;
const TOKEN_LIMIT = 2048;

/**
 * PutJobSuccessResult within CodePipeline's limits: the summary is cut to 2,048 code points and never
 * empty; output variables without a value are left out.
 */
export function successInput(jobId: string, result: Success): PutJobSuccessResultCommandInput {
  return {
    jobId,
    executionDetails: { summary: bounded(result.summary, SUMMARY_LIMIT) || 'Passed.' },
    outputVariables: present(result.outputVariables),
  };
}

/**
 * PutJobSuccessResult that keeps the action open. No output variables: CodePipeline refuses them beside
 * a continuation token. Undefined for a token that is empty or longer than 2,048 characters: cut, it
 * would come back as another one.
 */
export function continuationInput(
  jobId: string,
  { continuationToken, summary }: Continuation,
): PutJobSuccessResultCommandInput | undefined {
  if (continuationToken === '' || continuationToken.length > TOKEN_LIMIT) return undefined;
  return {
    jobId,
    continuationToken,
    executionDetails: { summary: bounded(summary, SUMMARY_LIMIT) || 'Not decided yet.' },
  };
}

/**
 * PutJobFailureResult within CodePipeline's limits: the message is cut to 5,000 code points and never
 * empty, the execution id to 1,500, and left out when empty.
 */
export function failureInput(jobId: string, result: Failure): PutJobFailureResultCommandInput {
  return {
    jobId,
    failureDetails: {
      type: result.type,
      message: bounded(result.message, MESSAGE_LIMIT) || 'Blocked; no diagnosis was given.',
      ...executionId(result.externalExecutionId),
    },
  };
}

function bounded(text: string, limit: number): string {
  return Array.from(text.toWellFormed()).slice(0, limit).join('');
}

function executionId(id: string): { readonly externalExecutionId?: string } {
  return id === '' ? {} : { externalExecutionId: bounded(id, EXECUTION_ID_LIMIT) };
}

function present(variables: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
}
