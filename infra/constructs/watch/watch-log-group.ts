import { Duration, Names } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { METRICS } from '../../../functions/contract.ts';
import { logGroupLink } from '../monitoring/console-links.ts';
import { type AlarmAudience, createAlarm } from '../monitoring/preflight-alarm.ts';

/** An application's log, and whose credential the application uses. */
export interface LogGroupWatchProps {
  /** Names of declared environments; they are verified when the alarm goes off. */
  readonly environments: readonly string[];
  /**
   * Refused calls within five minutes that raise the alarm.
   * @default 3
   */
  readonly threshold?: number;
  /**
   * The pattern of a refused call in this log, in place of the one for Twilio's own errors.
   * @default - errors 20003, 20005 and 70051 as Twilio's libraries write them, and a 401 of api.twilio.com
   */
  readonly filterPattern?: logs.IFilterPattern;
}

interface LogGroupWatch extends LogGroupWatchProps, AlarmAudience {
  readonly group: logs.ILogGroup;
  readonly fn: lambda.IFunction;
}

/** Authentication failed; account not active; a permission is missing. */
const CODES = [20003, 20005, 70051] as const;

/**
 * Every error of Twilio carries the address of its page (`…/docs/errors/20003`), which its libraries put into
 * the error they throw; the others are the code as JSON, in a JSON text too, and as Node prints it. A bare
 * number would match anything.
 */
const CODE_FORMS = CODES.flatMap((code) => [`errors/${code}`, String.raw`code\W{1,8}${code}`]);

/** A 401 that is no part of a longer number or SID. */
const STATUS_FORMS = [
  String.raw`api\.twilio\.com.*\W401\W`,
  String.raw`api\.twilio\.com.*\W401$`,
  String.raw`\W401\W.*api\.twilio\.com`,
  String.raw`^401\W.*api\.twilio\.com`,
];

/**
 * One regular expression, so that a line counts once, whichever forms it has: several filters of one metric
 * each count it. CloudWatch Logs knows no groups, no quotation marks and no colons in one, and takes five
 * patterns with one for each log group.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
const REFUSED = logs.FilterPattern.literal(`%${[...CODE_FORMS, ...STATUS_FORMS].join('|')}%`);

/**
 * Counts refused calls in a log, raises an alarm, and starts the watch with it. Throws where nothing could
 * be verified, and for a threshold that is no whole number above 0.
 */
export function watchLogGroup(scope: Construct, watch: LogGroupWatch): void {
  const { group, fn, environments, threshold = 3, filterPattern } = watch;
  refuseUnusable(environments, threshold);
  const room = new Construct(scope, `Log-${Names.uniqueResourceName(group, { maxLength: 40 })}`);
  const metric = countRefusals(room, group, filterPattern);
  const alarm = createAlarm(room, watch, {
    id: 'application-refused',
    severity: 2,
    means: `Twilio refuses calls of an application of ${environments.join(', ')}, which its log shows. A verification runs now: its alert names the cause. If none comes the secret is good for reading: the application uses another credential (restart it), or Twilio refuses to send although reading works.`,
    heading: 'alarm.application-refused',
    link: logGroupLink(room, group),
    metric,
    threshold,
    comparison: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: 1,
    // A log without such lines has no data, and that is good.
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    tellsRecovery: true,
  });
  const rule = new events.Rule(room, 'Verify', {
    description: `Verifies ${environments.join(', ')} when Twilio refuses an application's calls`,
    eventPattern: {
      source: ['aws.cloudwatch'],
      detailType: ['CloudWatch Alarm State Change'],
      resources: [alarm.alarmArn],
      detail: { state: { value: ['ALARM'] } },
    },
  });
  const event = events.RuleTargetInput.fromObject({ trigger: 'alarm', environments });
  rule.addTarget(new targets.LambdaFunction(fn, { event, retryAttempts: 2 }));
}

function countRefusals(
  room: Construct,
  logGroup: logs.ILogGroup,
  filterPattern: logs.IFilterPattern = REFUSED,
): cloudwatch.Metric {
  const metricName = `RefusedCalls-${Names.uniqueResourceName(room, { maxLength: 100 })}`;
  new logs.MetricFilter(room, 'Filter1', {
    logGroup,
    filterPattern,
    metricNamespace: METRICS.namespace,
    metricName,
    metricValue: '1',
  });
  return new cloudwatch.Metric({
    namespace: METRICS.namespace,
    metricName,
    statistic: cloudwatch.Stats.SUM,
    period: Duration.minutes(5),
  });
}

function refuseUnusable(environments: readonly string[], threshold: number): void {
  if (environments.length === 0) {
    throw new Error('"environments" is empty: the alarm would have nothing to verify.');
  }
  if (Number.isInteger(threshold) && threshold > 0) return;
  throw new Error(`"threshold" is ${threshold}. Give a whole number, 1 or more.`);
}
