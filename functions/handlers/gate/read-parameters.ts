import { PreflightError } from '../../domain/model/preflight-error.ts';
import type { Subject } from '../run/decide.ts';
import type { Invocation } from '../run/invocation.ts';
import type { PipelineNames, UserParameters } from './event-search.ts';
import { type ActionParameters, parseUserParameters } from './user-parameters.ts';

/** What a pipeline's event asks for, being read. */
export interface PipelineQuestion {
  /** For the run. Throws {@link PreflightError} where the parameters cannot be used. */
  readonly subject: () => Subject;
  /** For the alert: what the parameters name, else what the event does. */
  readonly named: () => PipelineNames;
}

/** Reads the parameters when the run begins, so that a bad payload is a verdict like any other. */
export function readParameters(
  {
    userParameters,
    named,
  }: {
    readonly userParameters: UserParameters | undefined;
    readonly named: PipelineNames;
  },
  invocation: Invocation,
): PipelineQuestion {
  let names = named;
  return {
    subject: () => {
      const parameters = parse(userParameters, invocation);
      const { environment, versionStage, pipeline, executionId } = parameters;
      names = {
        ...named,
        ...(pipeline === undefined ? {} : { pipeline }),
        ...(executionId === undefined ? {} : { executionId }),
      };
      return { names: [environment], versionStage };
    },
    named: () => names,
  };
}

/** A bad payload is told together with the environments there are. */
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
