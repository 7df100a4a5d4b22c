import { Duration } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as targets from 'aws-cdk-lib/aws-scheduler-targets';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AUDIT_TIMEOUT_SECONDS } from '../../functions/contract.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { alertTopicOf } from './alert-topic-of.ts';
import type { WatchedFunction } from './monitoring/watched-function.ts';
import { createScheduleRole } from './schedule-role.ts';
import { sizePolicies } from './secret-access.ts';
import { createVerifierFunction } from './verifier-function.ts';
import type { VerifierFunctionProps } from './verifier-function-props.ts';

/** Whose keys are audited, when, and who hears of it. */
export interface KeyAuditProps extends VerifierFunctionProps {
  /**
   * Where alerts of scheduled audits go; in the function's own Region.
   * @default - a new topic with the subscribers that the configuration declares
   */
  readonly alertTopic?: sns.ITopic;
  /**
   * When the keys are audited. Each audit is one request to Twilio for each account, more where it has
   * over 200 keys.
   * @default - at 06:00 UTC on the first day of each month
   */
  readonly schedule?: scheduler.ScheduleExpression;
  /**
   * Whether the schedule runs. A person can invoke the function either way.
   * @default true
   */
  readonly scheduleEnabled?: boolean;
}

/**
 * The function that lists the API keys of each declared account, and its schedule: keys that are too
 * old, wrongly labelled or in no declared secret, a key in a secret that is gone, a rotation that is off
 * or late. It reads only.
 *
 * Throws when the configuration declares no auditor, without which the keys of most accounts cannot be
 * listed, and `ConfigurationFileError` when it is not valid.
 */
export class KeyAudit extends Construct {
  readonly fn: lambda.IFunction;
  /** For `GateMonitoring` and `PreflightDashboard`. */
  readonly watched: WatchedFunction;
  readonly schedule: scheduler.ISchedule;

  constructor(scope: Construct, id: string, props: KeyAuditProps) {
    super(scope, id);
    const { configuration } = loadConfiguration(props.configFile);
    if (configuration.auditor === undefined) {
      throw new Error(
        `KeyAudit needs an auditor, and ${props.configFile} declares none. Declare "auditor": { "secret": { "id": "NAME" } } with a secret that holds a Main key or the Auth Token of the account that owns the others.`,
      );
    }
    sizePolicies(this, configuration);
    const { fn, watched } = createVerifierFunction(this, props, {
      name: 'audit',
      description: 'Audits the API keys of the declared Twilio accounts',
      roleDescription: 'Reads the declared Twilio secrets, publishes alerts',
      timeoutSeconds: AUDIT_TIMEOUT_SECONDS,
      alertTopic: props.alertTopic ?? alertTopicOf(this, configuration),
    });
    this.fn = fn;
    this.watched = watched;
    this.schedule = this.createSchedule(props);
  }

  /** Lets `grantee` audit by hand. */
  grantInvoke(grantee: iam.IGrantable): iam.Grant {
    return this.fn.grantInvoke(grantee);
  }

  private createSchedule({ schedule, scheduleEnabled }: KeyAuditProps): scheduler.Schedule {
    return new scheduler.Schedule(this, 'Schedule', {
      description: 'Audits the API keys of the declared Twilio accounts',
      schedule: schedule ?? scheduler.ScheduleExpression.cron({ minute: '0', hour: '6', day: '1' }),
      timeWindow: scheduler.TimeWindow.flexible(Duration.minutes(15)),
      enabled: scheduleEnabled ?? true,
      target: new targets.LambdaInvoke(this.fn, {
        input: scheduler.ScheduleTargetInput.fromObject({ trigger: 'schedule' }),
        role: createScheduleRole(this, this.fn),
        retryAttempts: 2,
        maxEventAge: Duration.hours(1),
      }),
    });
  }
}
