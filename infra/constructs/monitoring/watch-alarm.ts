import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { logGroupLink } from './console-links.ts';
import { type AlarmAudience, createAlarm } from './preflight-alarm.ts';
import type { WatchedFunction } from './watched-function.ts';

/** A function that a schedule starts, and how often it should. */
export interface WatchAlarmProps extends AlarmAudience {
  readonly watched: WatchedFunction;
  /** Between two runs: from one minute to three days, in whole minutes. */
  readonly every: Duration;
}

const MINUTES_PER_DAY = 24 * 60;

/**
 * Makes the alarm `watch-not-run` below `scope`: the function was not started during two of its
 * periods. It is on from the deploy of a new stack until the first run.
 * Throws for a period that CloudWatch cannot cover (it sees seven days).
 */
export function createWatchAlarm(scope: Construct, props: WatchAlarmProps): cloudwatch.Alarm {
  const { watched, every } = props;
  const { period, evaluationPeriods } = lookBack(every);
  return createAlarm(scope, props, {
    id: 'watch-not-run',
    severity: 2,
    means: `The ${watched.name} function, due every ${every.toHumanString()}, was not started during two of its periods: the credentials are not checked.`,
    heading: 'alarm.watch-not-run',
    link: logGroupLink(scope, watched.logGroup),
    metric: watched.fn.metricInvocations({ statistic: 'Sum', period }),
    threshold: 1,
    comparison: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods,
    // A function that is not started writes no metric at all: missing data is the fault.
    treatMissingData: cloudwatch.TreatMissingData.BREACHING,
    tellsRecovery: true,
  });
}

/** Two periods of the schedule, in periods of at most a day, which is CloudWatch's longest. */
function lookBack(every: Duration): { period: Duration; evaluationPeriods: number } {
  const minutes = every.toMinutes({ integral: false });
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 3 * MINUTES_PER_DAY) {
    throw new Error(
      `A period of ${every.toHumanString()} cannot be watched. Give whole minutes, from 1 minute to 3 days.`,
    );
  }
  if (minutes <= MINUTES_PER_DAY) return { period: every, evaluationPeriods: 2 };
  const evaluationPeriods = Math.ceil((2 * minutes) / MINUTES_PER_DAY);
  return { period: Duration.days(1), evaluationPeriods };
}
