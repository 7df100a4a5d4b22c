import { GlobalVariables } from 'aws-cdk-lib/aws-codepipeline';

/** What `UserParameters` carries to the gate, in the names of its payload. */
export interface GateParameters {
  /** Absent for the gate of a fleet. */
  readonly environment?: string;
  /** Name of the pipeline, or a label that finds it. */
  readonly pipeline?: string;
  /** Default: AWSCURRENT. */
  readonly versionStage?: string;
  /** For invocations that only see errors: a stage condition. */
  readonly throwOnFailure?: boolean;
}

/**
 * CodePipeline's bound for one value of an action's configuration. The CDK does not check it: the
 * deployment of the pipeline would fail.
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html
 */
const LONGEST_VALUE = 1000;

/** What CodePipeline writes for the variable: an execution id is a UUID. */
const EXECUTION_ID_LENGTH = 36;

/**
 * Adds the execution id, which CodePipeline fills in when the action starts, so that an alert names the
 * execution that it stopped.
 */
export function withExecutionId(parameters: GateParameters): Readonly<Record<string, unknown>> {
  return { ...parameters, executionId: GlobalVariables.executionId };
}

/**
 * Throws where `UserParameters` would be longer than CodePipeline takes. `resolved` is the value in the
 * template: what stands for a deploy-time value (a parameter, an import) cannot be measured and counts
 * nothing.
 */
export function refuseLongParameters(resolved: unknown, place: string): void {
  const written = textOf(resolved).replaceAll(
    GlobalVariables.executionId,
    'x'.repeat(EXECUTION_ID_LENGTH),
  );
  if (written.length <= LONGEST_VALUE) return;
  throw new Error(
    `UserParameters of ${place} has ${written.length} characters; CodePipeline takes at most ${LONGEST_VALUE}. Shorten the names in it.`,
  );
}

/** The literal parts of a resolved value: a string, or the strings of an `Fn::Join`. */
function textOf(resolved: unknown): string {
  if (typeof resolved === 'string') return resolved;
  if (typeof resolved !== 'object' || resolved === null) return '';
  const join: unknown = 'Fn::Join' in resolved ? resolved['Fn::Join'] : undefined;
  if (!Array.isArray(join)) return '';
  const [separator, parts]: readonly unknown[] = join;
  return Array.isArray(parts) ? parts.map(textOf).join(textOf(separator)) : '';
}
