import { randomBytes } from 'node:crypto';

/** What differs from one job to the next. */
export interface JobEventInput {
  readonly jobId: string;
  readonly accountId: string;
  readonly functionName: string;
  readonly userParameters?: string;
  readonly continuationToken?: string;
}

/** Temporary credentials of a pipeline's artifacts, as they stand in every job's event. */
export interface ArtifactCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/**
 * Stand-ins of the credentials that CodePipeline hands to every Lambda action; others in every
 * process. They open nothing, and a run looks for them in all that comes out of it.
 */
export const ARTIFACT_CREDENTIALS: ArtifactCredentials = {
  accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
  secretAccessKey: randomBytes(30).toString('base64'),
  sessionToken: randomBytes(90).toString('base64'),
};

/** The key under which Lambda finds its job. */
const JOB = 'CodePipeline.job';

/**
 * The event of a Lambda action, as AWS documents it (CodePipeline user guide, "Invoke an AWS Lambda
 * function in a pipeline"): without pipeline, stage or action names. `UserParameters` and
 * `continuationToken` are absent where there are none; `expirationTime` is in milliseconds.
 */
export function jobEvent(input: JobEventInput): Readonly<Record<typeof JOB, unknown>> {
  const { jobId, accountId, functionName, userParameters, continuationToken } = input;
  return {
    [JOB]: {
      id: jobId,
      accountId,
      data: {
        actionConfiguration: {
          configuration: {
            FunctionName: functionName,
            ...(userParameters !== undefined && { UserParameters: userParameters }),
          },
        },
        inputArtifacts: [],
        outputArtifacts: [],
        artifactCredentials: { ...ARTIFACT_CREDENTIALS, expirationTime: 4_102_444_800_000 },
        ...(continuationToken !== undefined && { continuationToken }),
      },
    },
  };
}
