/**
 * Who or what asked for a run, as far as it is known: evidence for auditors. Every member is an
 * identifier of AWS or of the configuration, at most 256 characters where it is kept; never a secret.
 */
export interface RunOrigin {
  readonly pipeline?: string;
  /** Of CodePipeline, with `pipeline`. */
  readonly executionId?: string;
  /** Of CodePipeline; the same job may be delivered twice. */
  readonly jobId?: string;
  /** Of a deployment that a hook answered, such as CodeDeploy's `d-…`. */
  readonly deploymentId?: string;
  /** Name of the schedule. */
  readonly schedule?: string;
  /** The version of the secret whose arrival set off the run. */
  readonly secretVersionId?: string;
  /** ARN of the caller, where the caller's side tells it; Lambda itself does not. */
  readonly caller?: string;
  /** Of the Lambda invocation: CloudTrail's data events name its caller by it. */
  readonly requestId?: string;
}
