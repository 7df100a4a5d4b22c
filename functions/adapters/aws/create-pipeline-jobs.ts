import {
  CodePipelineClient,
  CodePipelineServiceException,
  PutJobFailureResultCommand,
  PutJobSuccessResultCommand,
} from '@aws-sdk/client-codepipeline';
import type { JobAnswer, JobResult, PipelineJobs } from '../../domain/ports.ts';
import {
  type CallLimits,
  createRequestHandler,
  DEFAULT_REQUEST_TIMEOUT_MS,
} from './create-request-handler.ts';
import { type AwsService, describeFault } from './describe-fault.ts';
import { failureInput, successInput } from './job-request.ts';
import { withinBounds } from './within-bounds.ts';

const CODE_PIPELINE: AwsService = {
  name: 'CodePipeline',
  exception: CodePipelineServiceException,
};

const OUTCOMES: Readonly<Record<string, JobAnswer['outcome']>> = {
  InvalidJobStateException: 'already-settled',
  JobNotFoundException: 'already-settled',
  AccessDeniedException: 'refused',
  InvalidClientTokenId: 'refused',
  OutputVariablesSizeExceededException: 'refused',
  SerializationException: 'refused',
  UnknownOperationException: 'refused',
  UnrecognizedClientException: 'refused',
  ValidationException: 'refused',
};

/**
 * Answers CodePipeline jobs in the function's own Region: exactly one HTTP attempt per call, at most
 * `requestTimeoutMs` long from first byte to last, so that a caller who tries again knows what was tried.
 *
 * `accepted` needs a 2xx with AWS's request id, since the body of a good answer is empty and any
 * proxy's 200 would do otherwise. Names not listed here are `unreachable`: worth another try.
 */
export function createPipelineJobs(limits: CallLimits = {}): PipelineJobs {
  const { requestTimeoutMs = DEFAULT_REQUEST_TIMEOUT_MS } = limits;
  const client = new CodePipelineClient({
    requestHandler: createRequestHandler(limits),
    maxAttempts: 1,
  });
  return {
    answer: async (jobId, result, options) => {
      const bounds = { signal: options.signal, timeoutMs: requestTimeoutMs };
      try {
        return answered(
          await withinBounds(bounds, (signal) => putResult({ client, jobId, signal }, result)),
        );
      } catch (error) {
        return failed(error);
      }
    },
  };
}

interface Attempt {
  readonly client: CodePipelineClient;
  readonly jobId: string;
  readonly signal: AbortSignal;
}

/** AWS's request id, if the answer has one. */
async function putResult(
  { client, jobId, signal: abortSignal }: Attempt,
  result: JobResult,
): Promise<string | undefined> {
  const answer =
    result.outcome === 'success'
      ? await client.send(new PutJobSuccessResultCommand(successInput(jobId, result)), {
          abortSignal,
        })
      : await client.send(new PutJobFailureResultCommand(failureInput(jobId, result)), {
          abortSignal,
        });
  return answer.$metadata.requestId;
}

function answered(requestId: string | undefined): JobAnswer {
  return requestId === undefined
    ? { outcome: 'unreachable', detail: 'An answer that is not one of CodePipeline.' }
    : { outcome: 'accepted', detail: `Request ${requestId}` };
}

function failed(error: unknown): JobAnswer {
  const { name, message, named } = describeFault(error, CODE_PIPELINE);
  const outcome = named ? OUTCOMES[name] : undefined;
  return { outcome: outcome ?? 'unreachable', detail: message.slice(0, 500) };
}
