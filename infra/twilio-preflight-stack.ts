import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { OUTPUTS } from '../functions/contract.ts';
import { TwilioPreflight } from './constructs/twilio-preflight.ts';

/** What `npx cdk deploy` of this repository deploys. */
export interface TwilioPreflightStackProps extends StackProps {
  /** Path of `preflight.config.json`, relative to the app. */
  readonly configFile: string;
  /** Grants secrets whose names begin so, see `VerifierFunctionProps`. */
  readonly secretPrefixes?: readonly string[];
  /** Whether the gate keeps the report of each run as a page, see `PipelineGateProps`. */
  readonly reportBucket?: boolean;
  /** Where the runbook is read, see `VerifierFunctionProps`. */
  readonly runbookUrl?: string;
}

/**
 * One stack with everything, and the outputs that people and the command line read. It belongs
 * into the account and Region of the pipeline; the secrets may be elsewhere.
 */
export class TwilioPreflightStack extends Stack {
  constructor(scope: Construct, id: string, props: TwilioPreflightStackProps) {
    // Indentation doubles the template of a fleet, of which CloudFormation takes 1 MB.
    super(scope, id, { suppressTemplateIndentation: true, ...props });
    const { configFile, secretPrefixes, runbookUrl, reportBucket } = props;
    const preflight = new TwilioPreflight(this, 'Preflight', {
      configFile,
      ...(secretPrefixes !== undefined && { secretPrefixes }),
      ...(runbookUrl !== undefined && { runbookUrl }),
      ...(reportBucket !== undefined && { reportBucket }),
    });
    for (const [name, { value, description }] of outputsOf(preflight)) {
      if (value !== undefined) new CfnOutput(this, name, { value, description });
    }
  }
}

interface Output {
  /** Undefined: the configuration asks for no such thing. */
  readonly value: string | undefined;
  readonly description: string;
}

function outputsOf(preflight: TwilioPreflight): readonly (readonly [string, Output])[] {
  const { gate, watch, health, control, runs, audit, alerts } = preflight;
  return [
    output(
      OUTPUTS.gateFunctionName,
      gate.fn.functionName,
      'For the Lambda action of a pipeline, and for aws lambda invoke',
    ),
    output(OUTPUTS.gateFunctionArn, gate.fn.functionArn, 'For PipelineGate.fromFunctionArn'),
    output(
      OUTPUTS.gateRoleArn,
      gate.role.roleArn,
      'For resource policies of secrets and keys in other AWS accounts',
    ),
    output(
      OUTPUTS.watchFunctionName,
      watch.fn.functionName,
      'Verifies between deploys; run it by hand: aws lambda invoke',
    ),
    output(
      OUTPUTS.healthFunctionUrl,
      health.url.url,
      'Health for load balancers and monitors: 200 or 503, by requests signed for IAM',
    ),
    output(
      OUTPUTS.controlFunctionName,
      control.fn.functionName,
      'For twilio-preflight override and snooze',
    ),
    output(
      OUTPUTS.runsTableName,
      runs.table.tableName,
      'The history of runs; read it with twilio-preflight history',
    ),
    output(
      OUTPUTS.reportBucketName,
      gate.reports?.bucket.bucketName,
      'The reports of the gate, as pages',
    ),
    output(
      OUTPUTS.auditFunctionName,
      audit?.fn.functionName,
      'Audits the API keys by hand: aws lambda invoke',
    ),
    output(OUTPUTS.alertTopicArn, alerts.topic.topicArn, 'Alerts; subscribe others here'),
    output(
      OUTPUTS.chatTopicArn,
      alerts.chatTopic?.topicArn,
      'Alerts for Amazon Q Developer in chat applications; name it in a channel',
    ),
  ];
}

function output(
  name: string,
  value: string | undefined,
  description: string,
): readonly [string, Output] {
  return [name, { value, description }];
}
