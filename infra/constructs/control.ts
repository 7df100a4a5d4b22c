import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { CONTROL_TIMEOUT_SECONDS, ENVIRONMENT_VARIABLES } from '../../functions/contract.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { alertTopicOf } from './alert-topic-of.ts';
import type { WatchedFunction } from './monitoring/watched-function.ts';
import type { RunTable } from './run-table.ts';
import { createVerifierFunction } from './verifier-function.ts';
import type { VerifierFunctionProps } from './verifier-function-props.ts';

/** Which configuration, and where overrides and snoozes are kept. */
export interface ControlProps extends Omit<VerifierFunctionProps, 'history' | 'secretPrefixes'> {
  /** The table of runs that the gate and the watch have too. */
  readonly history: RunTable;
  /**
   * Where people are notified of what was set; in the function's own Region.
   * @default - a new topic with the subscribers that the configuration declares
   */
  readonly alertTopic?: sns.ITopic;
}

/**
 * The function by which a person opens the gate for one pipeline execution while it cannot check, or snoozes
 * reminders. Its role reaches its own items of the table and the topic: no secret, and nothing at Twilio.
 * No caller may invoke it but those that {@link grantInvoke} names.
 *
 * Throws `ConfigurationFileError` when the configuration is not valid.
 */
export class Control extends Construct {
  readonly fn: lambda.IFunction;
  /** For `GateMonitoring` and `PreflightDashboard`. */
  readonly watched: WatchedFunction;

  constructor(scope: Construct, id: string, props: ControlProps) {
    super(scope, id);
    const { configuration } = loadConfiguration(props.configFile);
    const { history, ...common } = props;
    const { fn, watched } = createVerifierFunction(this, common, {
      name: 'control',
      description: 'Sets overrides of the Twilio gate, and snoozes of its reminders',
      roleDescription: 'Keeps overrides and snoozes, publishes alerts',
      timeoutSeconds: CONTROL_TIMEOUT_SECONDS,
      alertTopic: props.alertTopic ?? alertTopicOf(this, configuration),
      environment: { [ENVIRONMENT_VARIABLES.runsTable]: history.table.tableName },
      access: (role) => history.grantControl(role),
    });
    this.fn = fn;
    this.watched = watched;
  }

  /** Lets `grantee` set, list and revoke overrides and snoozes. */
  grantInvoke(grantee: iam.IGrantable): iam.Grant {
    return this.fn.grantInvoke(grantee);
  }
}
