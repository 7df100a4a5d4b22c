import { Duration, Stack, Token, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { ENVIRONMENT_VARIABLES, GATE_TIMEOUT_SECONDS } from '../../functions/contract.ts';
import { gateCode } from '../bundling/gate-code.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { grantDeclaredSecrets } from './secret-access.ts';

/** What the gate function judges by, and whom it tells. */
export interface GateFunctionProps {
  /** Path of `preflight.config.json`, relative to the app. Checked at synth, deployed with the code. */
  readonly configFile: string;
  /** Where alerts go; in the function's own Region. */
  readonly alertTopic: sns.ITopic;
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
}

/**
 * The function that a CodePipeline Lambda action or a person invokes: it reads the declared secrets,
 * asks Twilio, answers the job and publishes an alert.
 *
 * Its role holds what the configuration declares and no more. Throws `ConfigurationFileError` when the
 * configuration is not valid.
 */
export class GateFunction extends Construct {
  readonly fn: lambda.IFunction;

  constructor(scope: Construct, id: string, props: GateFunctionProps) {
    super(scope, id);
    refuseForeignTopic(Stack.of(this), props.alertTopic);
    const { file, configuration } = loadConfiguration(props.configFile);
    const logGroup = new logs.LogGroup(this, 'Logs', {
      retention: props.logRetention ?? logs.RetentionDays.ONE_YEAR,
    });
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: 'Reads the declared Twilio secrets, answers pipeline jobs, publishes alerts',
    });
    logGroup.grantWrite(role);
    grantJobAnswers(role);
    grantAlerts(role, props.alertTopic);
    grantDeclaredSecrets(this, role, configuration);
    this.fn = this.createFunction(props, { file, logGroup, role });
  }

  /** Lets `grantee` invoke the gate by hand or from another pipeline tool. */
  grantInvoke(grantee: iam.IGrantable): iam.Grant {
    return this.fn.grantInvoke(grantee);
  }

  private createFunction(props: GateFunctionProps, parts: GateFunctionParts): lambda.Function {
    return new lambda.Function(this, 'Function', {
      description: 'Blocks a deployment whose Twilio credentials are not the declared ones',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: 'index.handler',
      code: gateCode({ configFile: parts.file }),
      memorySize: props.memorySize ?? 512,
      timeout: Duration.seconds(GATE_TIMEOUT_SECONDS),
      role: parts.role,
      logGroup: parts.logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      applicationLogLevelV2: lambda.ApplicationLogLevel.INFO,
      systemLogLevelV2: lambda.SystemLogLevel.INFO,
      environment: { [ENVIRONMENT_VARIABLES.alertTopicArn]: props.alertTopic.topicArn },
      // CodePipeline invokes asynchronously. A second try answers a job that the first one settled;
      // a late delivery is for a job that CodePipeline gave up on after 20 minutes.
      retryAttempts: 0,
      maxEventAge: Duration.minutes(15),
      // No dead-letter queue and no destination: both store the event, and CodePipeline's event
      // carries the credentials of the pipeline's artifacts.
    });
  }
}

interface GateFunctionParts {
  readonly file: string;
  readonly logGroup: logs.ILogGroup;
  readonly role: iam.IRole;
}

function grantJobAnswers(role: iam.Role): void {
  role.addToPolicy(
    new iam.PolicyStatement({
      actions: ['codepipeline:PutJobSuccessResult', 'codepipeline:PutJobFailureResult'],
      // Job results have no resource type: any narrower resource denies the call.
      // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodepipeline.html
      resources: ['*'],
    }),
  );
  Validations.of(role).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason:
      'codepipeline:PutJobSuccessResult and PutJobFailureResult have no resource-level permissions.',
  });
}

function grantAlerts(role: iam.Role, topic: sns.ITopic): void {
  topic.grantPublish(role);
  Validations.of(role).acknowledge({
    id: 'AwsSolutions-IAM5[Action::kms:GenerateDataKey*]',
    reason:
      "SNS asks publishers for kms:GenerateDataKey* on the topic's key; the statement names that one key.",
  });
}

function refuseForeignTopic({ region }: Stack, topic: sns.ITopic): void {
  const topicRegion = topic.env.region;
  if (Token.isUnresolved(region) || Token.isUnresolved(topicRegion) || region === topicRegion)
    return;
  throw new Error(
    `The alert topic is in ${topicRegion}, the gate in ${region}. SNS publishes within a Region only: pass a topic in ${region}.`,
  );
}
