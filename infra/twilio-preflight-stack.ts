import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { OUTPUTS } from '../functions/contract.ts';
import { TwilioPreflight } from './constructs/twilio-preflight.ts';

/** What `npx cdk deploy` of this repository deploys. */
export interface TwilioPreflightStackProps extends StackProps {
  /** Path of `preflight.config.json`, relative to the app. */
  readonly configFile: string;
}

/**
 * One stack with everything, and the outputs that people and the command line look for. It belongs
 * into the account and Region of the pipeline; the secrets may be elsewhere.
 */
export class TwilioPreflightStack extends Stack {
  constructor(scope: Construct, id: string, props: TwilioPreflightStackProps) {
    super(scope, id, props);
    const { gate, alerts, audit, runs, watch, health } = new TwilioPreflight(this, 'Preflight', {
      configFile: props.configFile,
    });
    new CfnOutput(this, OUTPUTS.gateFunctionName, {
      value: gate.fn.functionName,
      description: 'For the Lambda action of a pipeline, and for aws lambda invoke',
    });
    new CfnOutput(this, OUTPUTS.gateRoleArn, {
      value: gate.role.roleArn,
      description: 'For resource policies of secrets and keys in other AWS accounts',
    });
    new CfnOutput(this, OUTPUTS.watchFunctionName, {
      value: watch.fn.functionName,
      description: 'Verifies between deploys; look by hand: aws lambda invoke',
    });
    new CfnOutput(this, OUTPUTS.healthFunctionUrl, {
      value: health.url.url,
      description: 'Health for load balancers and monitors: 200 or 503, by requests signed for IAM',
    });
    new CfnOutput(this, OUTPUTS.runsTableName, {
      value: runs.table.tableName,
      description: 'The history of runs; read it with twilio-preflight history',
    });
    if (audit !== undefined) {
      new CfnOutput(this, OUTPUTS.auditFunctionName, {
        value: audit.fn.functionName,
        description: 'Audits the API keys by hand: aws lambda invoke',
      });
    }
    new CfnOutput(this, OUTPUTS.alertTopicArn, {
      value: alerts.topic.topicArn,
      description: 'Alerts; subscribe others here',
    });
    if (alerts.chatTopic !== undefined) {
      new CfnOutput(this, OUTPUTS.chatTopicArn, {
        value: alerts.chatTopic.topicArn,
        description: 'Alerts for Amazon Q Developer in chat applications; name it in a channel',
      });
    }
  }
}
