/** The credentials that CodePipeline puts into its event: whoever holds them reads the artifacts. */
export const ARTIFACT_CREDENTIALS = {
  accessKeyId: 'ASIAARTIFACTEXAMPLE1',
  secretAccessKey: 'artifactSecretQ7w9zXvBn3LmKpRt5YhJd2FgSs',
  sessionToken: 'artifactSessionU4c8eNq1WbVx6ZkMo0TyHjRi3LpAa',
  expirationTime: 1_575_493_418_000,
} as const;

/** The event of a Lambda action as CodePipeline documents it; no UserParameters where undefined. */
export function jobEvent(
  jobId: string,
  userParameters: string | undefined,
  continuationToken?: unknown,
): unknown {
  const configuration = {
    FunctionName: 'gate',
    ...(userParameters === undefined ? {} : { UserParameters: userParameters }),
  };
  return {
    'CodePipeline.job': {
      id: jobId,
      accountId: '111122223333',
      data: {
        actionConfiguration: { configuration },
        inputArtifacts: [],
        outputArtifacts: [],
        artifactCredentials: ARTIFACT_CREDENTIALS,
        ...(continuationToken === undefined ? {} : { continuationToken }),
      },
    },
  };
}
