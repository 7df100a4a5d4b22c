import { PreflightError } from '../../domain/model/preflight-error.ts';
import { type RunSubject, runErrorOf } from '../run/error-run.ts';
import type { Invocation } from '../run/invocation.ts';
import {
  executionId,
  type PipelineNames,
  pipelineName,
  type UserParameters,
} from './event-search.ts';
import { type ActionParameters, parseUserParameters } from './user-parameters.ts';

/** A pipeline's event: its parameters as they are written, and the names that it carries itself. */
export interface PipelineEvent {
  readonly userParameters: UserParameters | undefined;
  readonly named: PipelineNames;
}

/** What a pipeline asks for, and who asks: what the parameters name, else what the event does. */
export interface PipelineSubject extends Pick<RunSubject, 'subject'> {
  readonly origin: PipelineNames;
}

/** Reads the parameters of a pipeline's event. Parameters that cannot be used are a verdict too. */
export function pipelineSubject(
  { userParameters, named }: PipelineEvent,
  invocation: Invocation,
): PipelineSubject {
  try {
    const { environment, versionStage, ...given } = parse(userParameters, invocation);
    return {
      subject: { names: [environment], versionStage },
      origin: {
        pipeline: pipelineName(given.pipeline) ?? named.pipeline,
        executionId: executionId(given.executionId) ?? named.executionId,
      },
    };
  } catch (error) {
    return { subject: runErrorOf(error, invocation), origin: named };
  }
}

/** The error of bad parameters lists the declared environments. */
function parse(given: UserParameters | undefined, { gate }: Invocation): ActionParameters {
  try {
    return parseUserParameters(given);
  } catch (error) {
    if (!(error instanceof PreflightError)) throw error;
    const names = gate().configuration.environments.map(({ name }) => name);
    throw new PreflightError(`${error.message} Declared environments: ${names.join(', ')}.`, {
      code: error.code,
      fault: error.fault,
      cause: error,
    });
  }
}
