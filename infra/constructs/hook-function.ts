import { Token } from 'aws-cdk-lib';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { selectEnvironments } from '../../functions/configuration/select-environments.ts';
import {
  ENVIRONMENT_VARIABLES,
  type FunctionName,
  GATE_TIMEOUT_SECONDS,
} from '../../functions/contract.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { alertTopicOf } from './alert-topic-of.ts';
import { sizePolicies } from './secret-access.ts';
import { createVerifierFunction, type VerifierFunction } from './verifier-function.ts';
import type { VerifierFunctionProps } from './verifier-function-props.ts';

/** What every gate outside CodePipeline may be given. */
export interface HookFunctionProps extends VerifierFunctionProps {
  /**
   * Where alerts go; in the function's own Region.
   * @default - a new topic with the subscribers that the configuration names under `alerts`
   */
  readonly alertTopic?: sns.ITopic;
}

interface HookFunctionParts {
  readonly name: FunctionName;
  readonly description: string;
  /** Empty: every declared environment. */
  readonly environments: readonly string[];
  /** Further variables. */
  readonly variables?: Readonly<Record<string, string>>;
}

/**
 * Makes the function of a gate whose caller names no environment: its own variables do. Throws for an
 * environment that is not declared, and `ConfigurationFileError`.
 */
export function createHookFunction(
  scope: Construct,
  props: HookFunctionProps,
  { name, description, environments, variables }: HookFunctionParts,
): VerifierFunction {
  const { configuration } = loadConfiguration(props.configFile);
  sizePolicies(scope, configuration);
  const selection = selectEnvironments(
    configuration,
    environments.filter((environment) => !Token.isUnresolved(environment)),
  );
  if (!selection.ok) throw new Error(selection.message);
  const names =
    environments.length > 0 ? environments : configuration.environments.map((each) => each.name);
  const named = names.join(',');
  refuseLongNames(named, names.length);
  return createVerifierFunction(scope, props, {
    name,
    description,
    roleDescription: 'Reads the declared Twilio secrets, answers the deployment, publishes alerts',
    timeoutSeconds: GATE_TIMEOUT_SECONDS,
    alertTopic: props.alertTopic ?? alertTopicOf(scope, configuration),
    environment: { [ENVIRONMENT_VARIABLES.environments]: named, ...variables },
  });
}

/**
 * Lambda takes 4,096 bytes of variables; the others have some 500.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const LONGEST_NAMES = 3_500;

function refuseLongNames(named: string, count: number): void {
  if (named.length <= LONGEST_NAMES) return;
  throw new Error(
    `The names of the ${count} environments to verify have ${named.length} characters, and a function's variables hold ${LONGEST_NAMES} of them: name fewer "environments", or give several gates some each (docs/limits.md).`,
  );
}
