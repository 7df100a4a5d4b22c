import {
  CodePipelineClient,
  CodePipelineServiceException,
  PutJobFailureResultCommand,
  PutJobSuccessResultCommand,
} from '@aws-sdk/client-codepipeline';
import type { JobAnswer, JobResult, PipelineJobs } from '../../domain/model/ports.ts';
import { type CallLimits, createRequestHandler } from './create-request-handler.ts';
import { type AwsService, describeFault } from './describe-fault.ts';
import { inTime } from './in-time.ts';
import { continuationInput, failureInput, successInput } from './job-request.ts';
import { takenAnswer } from './taken-answer.ts';

const CODE_PIPELINE: AwsService = {
  name: 'CodePipeline',
  exception: CodePipelineServiceException,
};

const OUTCOMES: Readonly<Record<string, JobAnswer['outcome']>> = {
  InvalidJobStateException: 'already-completed',
  JobNotFoundException: 'already-completed',
  AccessDeniedException: 'denied',
  InvalidClientTokenId: 'refused',
  OutputVariablesSizeExceededException: 'refused',
  SerializationException: 'refused',
  UnknownOperationException: 'refused',
  UnrecognizedClientException: 'refused',
  ValidationException: 'refused',
};

const TOKEN_REFUSED: JobAnswer = {
  outcome: 'refused',
  detail: 'Not sent: the continuation token has no character, or more than 2,048.',
};

/**
 * Answers CodePipeline jobs in the function's own Region: exactly one HTTP attempt per call, which ends
 * with its signal, so that a caller who tries again knows what was tried.
 *
 * `accepted` needs a 2xx with AWS's request id, since the body of a good answer is empty and any
 * proxy's 200 would do otherwise. Names not listed here are `unreachable`: worth another try.
 */
export function createPipelineJobs(limits: CallLimits = {}): PipelineJobs {
  const client = new CodePipelineClient({
    requestHandler: createRequestHandler(limits),
    maxAttempts: 1,
  });
  return {
    answer: async (jobId, result, { signal }) => {
      const command = commandFor(jobId, result);
      if (command === undefined) return TOKEN_REFUSED;
      try {
        return takenAnswer(
          'CodePipeline',
          await inTime(signal, (abortSignal) => put(client, command, abortSignal)),
        );
      } catch (error) {
        return failed(error);
      }
    },
  };
}

type PutResultCommand = PutJobSuccessResultCommand | PutJobFailureResultCommand;

/** Undefined where no request within CodePipeline's limits could say it. */
function commandFor(jobId: string, result: JobResult): PutResultCommand | undefined {
  switch (result.outcome) {
    case 'success':
      return new PutJobSuccessResultCommand(successInput(jobId, result));
    case 'failure':
      return new PutJobFailureResultCommand(failureInput(jobId, result));
    case 'continue': {
      const input = continuationInput(jobId, result);
      return input && new PutJobSuccessResultCommand(input);
    }
  }
}

/** AWS's request id, if the answer has one. */
async function put(
  client: CodePipelineClient,
  command: PutResultCommand,
  abortSignal: AbortSignal,
): Promise<string | undefined> {
  const answer =
    command instanceof PutJobSuccessResultCommand
      ? await client.send(command, { abortSignal })
      : await client.send(command, { abortSignal });
  return answer.$metadata.requestId;
}

function failed(error: unknown): JobAnswer {
  const { name, message, named } = describeFault(error, CODE_PIPELINE);
  const outcome = named ? OUTCOMES[name] : undefined;
  return { outcome: outcome ?? 'unreachable', detail: message.slice(0, 500) };
}
