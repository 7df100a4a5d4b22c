import { Duration, Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { ENVIRONMENT_VARIABLES, type FunctionName } from '../../functions/contract.ts';
import { functionCode } from '../bundling/function-code.ts';
import {
  ConfigurationFileError,
  type LoadedConfiguration,
} from '../configuration/load-configuration.ts';
import { loadDeployable } from '../configuration/load-deployable.ts';
import { chatTopicOf, topicsForServices } from './alerts/topics-of.ts';
import { grantAlerts, grantNetworkInterfaces, grantTraces } from './function-access.ts';
import { refuseTooManyPolicies } from './limits.ts';
import type { WatchedFunction } from './monitoring/watched-function.ts';
import {
  acknowledgePrefixes,
  grantDeclaredSecrets,
  type ReadableSecrets,
} from './secret-access.ts';
import { refuseUnusable, type VerifierFunctionProps } from './verifier-function-props.ts';

/** What a function is, beside what users may set. */
export interface VerifierFunctionParts {
  readonly name: FunctionName;
  readonly description: string;
  /** Of the role, completing "what it does". */
  readonly roleDescription: string;
  readonly timeoutSeconds: number;
  /** Where alerts go; in the function's own Region. Absent: it sends none. */
  readonly alertTopic?: sns.ITopic | undefined;
  readonly environment?: Readonly<Record<string, string>>;
  /** Gives its role what it needs, in place of the declared secrets: it then reads only what is given here. */
  readonly access?: (role: iam.IRole) => void;
}

/** A function, the role it runs as, and how it is watched. */
export interface VerifierFunction {
  readonly fn: lambda.Function;
  readonly role: iam.IRole;
  /** For `GateMonitoring` and `PreflightDashboard`. */
  readonly watched: WatchedFunction;
}

/**
 * Makes a function that verifies, with children `Logs`, `Role` and `Function` below `scope`: a role of
 * its own that reads exactly the declared secrets and publishes alerts; JSON logs without events; one
 * try per event. Throws `ConfigurationFileError`, and for props that cannot work together.
 */
export function createVerifierFunction(
  scope: Construct,
  props: VerifierFunctionProps,
  parts: VerifierFunctionParts,
): VerifierFunction {
  refuseUnusable(props);
  const loaded = loadDeployable(props.configFile, Stack.of(scope));
  const { file, configuration } = loaded;
  refuseFleetAlone(loaded, parts.name);
  const logGroup = new logs.LogGroup(scope, 'Logs', {
    retention: props.logRetention ?? logs.RetentionDays.ONE_YEAR,
    ...(props.logRemovalPolicy !== undefined && { removalPolicy: props.logRemovalPolicy }),
  });
  const role = props.role ?? createRole(scope, props, parts);
  logGroup.grantWrite(role);
  if (props.vpc !== undefined) grantNetworkInterfaces(role);
  if (props.tracing === true) grantTraces(role);
  if (parts.alertTopic !== undefined) grantTopics(scope, role, parts.alertTopic);
  if (parts.access === undefined) {
    grantVerification(scope, role, { ...configuration, secretPrefixes: props.secretPrefixes });
  }
  parts.access?.(role);
  props.history?.grantKeep(role);
  const code = functionCode({ name: parts.name, configFile: file });
  const fn = new lambda.Function(scope, 'Function', {
    ...functionProps(scope, props, parts),
    ...networkProps(props),
    code,
    role,
    logGroup,
    memorySize: props.memorySize ?? 512,
    tracing: props.tracing === true ? lambda.Tracing.ACTIVE : lambda.Tracing.DISABLED,
    ...(props.reservedConcurrentExecutions !== undefined && {
      reservedConcurrentExecutions: props.reservedConcurrentExecutions,
    }),
  });
  const timeout = Duration.seconds(parts.timeoutSeconds);
  return { fn, role, watched: { name: parts.name, fn, timeout, logGroup } };
}

/** Only the functions of a fleet work without an environment. */
function refuseFleetAlone(
  { file, configuration: { environments } }: LoadedConfiguration,
  name: FunctionName,
): void {
  if (environments.length > 0 || name.startsWith('fleet-')) return;
  throw new ConfigurationFileError(
    `${file} declares no environment for the ${name} function, only a fleet: FleetVerification is the construct that verifies a fleet.`,
  );
}

function grantTopics(scope: Construct, role: iam.IRole, topic: sns.ITopic): void {
  refuseForeignTopic(Stack.of(scope), topic);
  grantAlerts(role, topic);
  const chatTopic = chatTopicOf(topic);
  if (chatTopic !== undefined) grantAlerts(role, chatTopic);
}

/** Lets a function read the secrets that it verifies with. */
export function grantVerification(
  scope: Construct,
  role: iam.IRole,
  readable: ReadableSecrets,
): void {
  grantDeclaredSecrets(scope, role, readable);
  acknowledgePrefixes(role, readable);
  refuseTooManyPolicies(scope, role);
}

function createRole(
  scope: Construct,
  { permissionsBoundary }: VerifierFunctionProps,
  { roleDescription }: VerifierFunctionParts,
): iam.Role {
  return new iam.Role(scope, 'Role', {
    assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    description: roleDescription,
    ...(permissionsBoundary !== undefined && { permissionsBoundary }),
  });
}

function functionProps(
  scope: Construct,
  { history, runbookUrl }: VerifierFunctionProps,
  { description, timeoutSeconds, alertTopic, environment }: VerifierFunctionParts,
): Omit<lambda.FunctionProps, 'code'> {
  return {
    description,
    runtime: lambda.Runtime.NODEJS_24_X,
    architecture: lambda.Architecture.ARM_64,
    handler: 'index.handler',
    timeout: Duration.seconds(timeoutSeconds),
    loggingFormat: lambda.LoggingFormat.JSON,
    applicationLogLevelV2: lambda.ApplicationLogLevel.INFO,
    systemLogLevelV2: lambda.SystemLogLevel.INFO,
    environment: {
      ...(alertTopic && topicVariables(alertTopic)),
      [ENVIRONMENT_VARIABLES.service]: Stack.of(scope).stackName,
      ...(history !== undefined && {
        [ENVIRONMENT_VARIABLES.runsTable]: history.table.tableName,
      }),
      ...(runbookUrl !== undefined && { [ENVIRONMENT_VARIABLES.runbookUrl]: runbookUrl }),
      ...environment,
    },
    // CodePipeline invokes asynchronously. A second try answers a job that the first one settled;
    // a late delivery is for a job that CodePipeline gave up on after 20 minutes.
    retryAttempts: 0,
    maxEventAge: Duration.minutes(15),
    // No dead-letter queue and no destination: both store the event, and CodePipeline's event
    // carries the credentials of the pipeline's artifacts.
  };
}

function topicVariables(alertTopic: sns.ITopic): Readonly<Record<string, string>> {
  const chatTopic = chatTopicOf(alertTopic);
  const [, serviceTopic] = topicsForServices(alertTopic);
  return {
    [ENVIRONMENT_VARIABLES.alertTopicArn]: alertTopic.topicArn,
    ...(chatTopic && { [ENVIRONMENT_VARIABLES.chatTopicArn]: chatTopic.topicArn }),
    ...(serviceTopic && { [ENVIRONMENT_VARIABLES.serviceTopicArn]: serviceTopic.topicArn }),
  };
}

function networkProps({
  vpc,
  vpcSubnets,
  securityGroups,
}: VerifierFunctionProps): Partial<lambda.FunctionProps> {
  return {
    ...(vpc !== undefined && { vpc }),
    ...(vpcSubnets !== undefined && { vpcSubnets }),
    ...(securityGroups !== undefined && { securityGroups: [...securityGroups] }),
  };
}

function refuseForeignTopic({ region }: Stack, topic: sns.ITopic): void {
  const topicRegion = topic.env.region;
  if (Token.isUnresolved(region) || Token.isUnresolved(topicRegion) || region === topicRegion)
    return;
  throw new Error(
    `The alert topic is in ${topicRegion}, the function in ${region}. SNS publishes within a Region only: pass a topic in ${region}.`,
  );
}
