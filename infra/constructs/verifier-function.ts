import { Duration, type RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { ENVIRONMENT_VARIABLES, type FunctionName } from '../../functions/contract.ts';
import { functionCode } from '../bundling/function-code.ts';
import { loadDeployable } from '../configuration/load-deployable.ts';
import { chatTopicOf, topicsForServices } from './alerts/topics-of.ts';
import { grantAlerts, grantNetworkInterfaces, grantTraces } from './function-access.ts';
import type { WatchedFunction } from './monitoring/watched-function.ts';
import type { RunTable } from './run-table.ts';
import { grantDeclaredSecrets } from './secret-access.ts';

/** What may be set on every function of this library. */
export interface VerifierFunctionProps {
  /** Path of `preflight.config.json`, relative to the app. Checked at synth, deployed with the code. */
  readonly configFile: string;
  /**
   * Where runs are kept. With it people are told what is news: once when an environment turns bad,
   * reminders, once when it is good again.
   * @default - nothing is kept, and each bad run is an alert
   */
  readonly history?: RunTable;
  /**
   * Memory in MB, and with it the share of a CPU: less makes a start slower, not cheaper.
   * @default 512
   */
  readonly memorySize?: number;
  /**
   * How long logs are kept. They are the record of why a deployment was let through.
   * @default RetentionDays.ONE_YEAR
   */
  readonly logRetention?: logs.RetentionDays;
  /**
   * What becomes of the logs when the stack is deleted.
   * @default RemovalPolicy.RETAIN
   */
  readonly logRemovalPolicy?: RemovalPolicy;
  /**
   * A role of your own, for accounts where roles are made elsewhere. It gets the same permissions as
   * policies; a role that cannot be changed (imported with `mutable: false`) must hold them already.
   * Lambda must be allowed to assume it.
   * @default - a new role that holds what the configuration declares and no more
   */
  readonly role?: iam.IRole;
  /**
   * Permissions boundary of the new role.
   * @default - none
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;
  /**
   * Runs the function in a VPC, for secrets that only a VPC endpoint reaches. None is needed
   * otherwise. Its subnets must lead to the internet (`api.twilio.com`), by NAT for instance; without
   * that every run is inconclusive.
   * @default - no VPC
   */
  readonly vpc?: ec2.IVpc;
  /**
   * Subnets in the VPC.
   * @default - private subnets that lead to the internet
   */
  readonly vpcSubnets?: ec2.SubnetSelection;
  /**
   * Security groups in the VPC. They must allow TCP 443 to anywhere: Twilio's addresses change.
   * @default - a new one that allows all outbound traffic
   */
  readonly securityGroups?: readonly ec2.ISecurityGroup[];
  /**
   * X-Ray tracing by Lambda: times and errors of invocations. Nothing of an event or an answer is
   * captured, since a pipeline's event carries credentials.
   * @default false
   */
  readonly tracing?: boolean;
  /**
   * Concurrency kept for this function, and its bound. Throttled pipeline jobs wait, up to 15 minutes:
   * leave room for every stage that may run at once, never 1 with parallel pipelines. 0 is refused: it
   * turns the function off.
   * @default - the account's unreserved concurrency
   */
  readonly reservedConcurrentExecutions?: number;
}

/** What a function is, beside what users may set. */
export interface VerifierFunctionParts {
  readonly name: FunctionName;
  readonly description: string;
  /** Of the role, completing "what it does". */
  readonly roleDescription: string;
  readonly timeoutSeconds: number;
  /** Where alerts go; in the function's own Region. */
  readonly alertTopic: sns.ITopic;
  readonly environment?: Readonly<Record<string, string>>;
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
  refuseForeignTopic(Stack.of(scope), parts.alertTopic);
  refuseUnusable(props);
  const { file, configuration } = loadDeployable(props.configFile, Stack.of(scope));
  const logGroup = new logs.LogGroup(scope, 'Logs', {
    retention: props.logRetention ?? logs.RetentionDays.ONE_YEAR,
    ...(props.logRemovalPolicy !== undefined && { removalPolicy: props.logRemovalPolicy }),
  });
  const role = props.role ?? createRole(scope, props, parts);
  logGroup.grantWrite(role);
  if (props.vpc !== undefined) grantNetworkInterfaces(role);
  if (props.tracing === true) grantTraces(role);
  grantAlerts(role, parts.alertTopic);
  const chatTopic = chatTopicOf(parts.alertTopic);
  if (chatTopic !== undefined) grantAlerts(role, chatTopic);
  grantDeclaredSecrets(scope, role, configuration);
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
  { history }: VerifierFunctionProps,
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
      [ENVIRONMENT_VARIABLES.alertTopicArn]: alertTopic.topicArn,
      ...topicVariables(alertTopic),
      [ENVIRONMENT_VARIABLES.service]: Stack.of(scope).stackName,
      ...(history !== undefined && {
        [ENVIRONMENT_VARIABLES.runsTable]: history.table.tableName,
      }),
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

function refuseUnusable(props: VerifierFunctionProps): void {
  const { vpc, vpcSubnets, securityGroups, role, permissionsBoundary } = props;
  if (vpc === undefined && (vpcSubnets !== undefined || securityGroups !== undefined)) {
    throw new Error(
      '"vpcSubnets" and "securityGroups" need "vpc": without it they have no effect.',
    );
  }
  if (role !== undefined && permissionsBoundary !== undefined) {
    throw new Error(
      'Give "role" or "permissionsBoundary": the boundary of a role of yours is set where it is made.',
    );
  }
  if (props.reservedConcurrentExecutions === 0) {
    throw new Error(
      '"reservedConcurrentExecutions" is 0, which turns the function off: pipelines would wait 20 minutes and fail. Give 2 or more, or leave it out.',
    );
  }
}
