import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { OUTPUTS } from '../functions/contract.ts';
import { FleetVerification } from './constructs/fleet-verification.ts';

/** What `npx cdk deploy` of this repository deploys for a fleet. */
export interface TwilioPreflightFleetStackProps extends StackProps {
  /** Path of `preflight.config.json`, relative to the app. */
  readonly configFile: string;
  /** Where the runbook is read, see `VerifierFunctionProps`. */
  readonly runbookUrl?: string;
}

/**
 * The fleet of a configuration in a stack of its own, of one size whatever the number of its members. It
 * belongs into the account and Region of its members' secrets.
 */
export class TwilioPreflightFleetStack extends Stack {
  readonly fleet: FleetVerification;

  constructor(scope: Construct, id: string, props: TwilioPreflightFleetStackProps) {
    super(scope, id, { suppressTemplateIndentation: true, ...props });
    const { configFile, runbookUrl } = props;
    this.fleet = new FleetVerification(this, 'Fleet', {
      configFile,
      ...(runbookUrl !== undefined && { runbookUrl }),
    });
    const { stateMachine, store, alertTopic, gateFunctionName } = this.fleet;
    const outputs = [
      [
        OUTPUTS.gateFunctionName,
        gateFunctionName,
        'For the Lambda action of a pipeline that no CDK app makes',
      ],
      [
        OUTPUTS.fleetStateMachineArn,
        stateMachine.stateMachineArn,
        'For twilio-preflight fleet --state-machine',
      ],
      [
        OUTPUTS.fleetBucketName,
        store.bucket.bucketName,
        'Inventories, results and reports, below runs/RUN/',
      ],
      [OUTPUTS.alertTopicArn, alertTopic.topicArn, 'Alerts; subscribe others here'],
    ] as const;
    for (const [name, value, description] of outputs) {
      new CfnOutput(this, name, { value, description });
    }
  }
}
