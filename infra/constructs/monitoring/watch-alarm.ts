import { Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { logGroupLink } from './console-links.ts';
import {
  type AlarmAudience,
  type AlarmText,
  alarmDescription,
  createUnheardAlarm,
  notify,
} from './preflight-alarm.ts';
import { environmentMetric } from './verification-metrics.ts';
import type { WatchedFunction } from './watched-function.ts';

/** Environments that one schedule verifies together. */
export interface WatchSchedule {
  readonly everyMinutes: number;
  /** At least one. */
  readonly names: readonly string[];
}

/** A function that schedules start. */
export interface WatchAlarmProps extends AlarmAudience {
  readonly watched: WatchedFunction;
  readonly schedules: readonly WatchSchedule[];
}

/** A composite alarm takes 100 others and a rule of 10,240 characters: their ARNs have up to 330 each. */
const MOST_IN_ONE = 20;

/**
 * Makes an alarm for each schedule, `ENVIRONMENT-watch-not-run`: during two of its periods no run gave a
 * verdict on its environment (the first of those that share it). These send no notification. One composite
 * alarm for each twenty does, so that a deploy, which sets them off until the first runs, and a fault
 * of them all send one message.
 */
export function createWatchAlarms(scope: Construct, props: WatchAlarmProps): void {
  const alarms = props.schedules.map((schedule) => scheduleAlarm(scope, props, schedule));
  const { watched } = props;
  for (let start = 0; start < alarms.length; start += MOST_IN_ONE) {
    const part = start / MOST_IN_ONE + 1;
    const text: AlarmText = {
      id: `some-watch-not-run${part === 1 ? '' : `-${part}`}`,
      severity: 2,
      means:
        'An environment or more had no verdict during two of its periods: the credential is not checked between deploys. The alarms of this one, called ENVIRONMENT-watch-not-run, say which.',
      heading: 'alarm.watch-not-run',
      link: logGroupLink(scope, watched.logGroup),
      tellsRecovery: true,
    };
    const composite = new cloudwatch.CompositeAlarm(scope, text.id, {
      alarmDescription: alarmDescription(props, text),
      alarmRule: cloudwatch.AlarmRule.anyOf(
        ...alarms
          .slice(start, start + MOST_IN_ONE)
          .map((alarm) => cloudwatch.AlarmRule.fromAlarm(alarm, cloudwatch.AlarmState.ALARM)),
      ),
    });
    notify(composite, props, text);
  }
}

function scheduleAlarm(
  scope: Construct,
  props: WatchAlarmProps,
  { everyMinutes, names }: WatchSchedule,
): cloudwatch.Alarm {
  const [environment = ''] = names;
  const every = Duration.minutes(everyMinutes);
  const others = names.length > 1 ? ` and ${names.length - 1} others of its schedule` : '';
  return createUnheardAlarm(scope, props, {
    id: `${environment}-watch-not-run`,
    severity: 2,
    means: `No run gave a verdict on ${environment}${others}, due every ${every.toHumanString()}, during two of its periods.`,
    heading: 'alarm.watch-not-run',
    link: logGroupLink(scope, props.watched.logGroup),
    tellsRecovery: false,
    metric: environmentMetric(
      'verdict',
      { service: Stack.of(scope).stackName, environment },
      { statistic: cloudwatch.Stats.SAMPLE_COUNT, period: every },
    ),
    threshold: 1,
    comparison: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: 2,
    // Without a verdict there is no metric at all: missing data is the fault.
    treatMissingData: cloudwatch.TreatMissingData.BREACHING,
  });
}
