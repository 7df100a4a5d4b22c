import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { stateMachineLink } from '../monitoring/console-links.ts';
import { functionErrorsAlarm } from '../monitoring/function-alarms.ts';
import { type AlarmAudience, createAlarm } from '../monitoring/preflight-alarm.ts';
import type { WatchedFunction } from '../monitoring/watched-function.ts';

/** What is watched, and who is notified. */
export interface FleetAlarmsProps extends AlarmAudience {
  readonly machine: sfn.StateMachine;
  readonly functions: readonly WatchedFunction[];
}

/**
 * An alarm for runs that ended without a report, and one for the errors of each function. A run that waits
 * for its share of requests is no fault, nor is a function that Lambda starts late: a retry follows.
 */
export function createFleetAlarms(scope: Construct, props: FleetAlarmsProps): void {
  const { machine, functions } = props;
  const count = { statistic: 'Sum', period: Duration.minutes(5) };
  createAlarm(scope, props, {
    id: 'fleet-not-judged',
    severity: 2,
    means:
      'A run of the fleet failed, ran out of time or was stopped: there is no report, and the credentials of its members were not judged.',
    heading: 'alarm.fleet-not-judged',
    link: stateMachineLink(scope, machine),
    tellsRecovery: false,
    metric: new cloudwatch.MathExpression({
      expression: 'failed + timedOut + aborted',
      usingMetrics: {
        failed: machine.metricFailed(count),
        timedOut: machine.metricTimedOut(count),
        aborted: machine.metricAborted(count),
      },
      label: 'Runs without a report',
      period: count.period,
    }),
    threshold: 1,
    // Step Functions writes none of these between runs.
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  });
  for (const watched of functions) {
    createAlarm(scope, props, functionErrorsAlarm(scope, watched));
  }
}
