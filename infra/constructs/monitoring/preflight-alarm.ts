import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as events from 'aws-cdk-lib/aws-events';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { publishTo } from '../alerts/publish-to.ts';
import { topicsForServices } from '../alerts/topics-of.ts';
import type { DeepLink } from './console-links.ts';
import { DEFAULT_RUNBOOK_URL, type RunbookHeading, runbookLink } from './runbook-link.ts';

/** Whom alarms tell, and what they point to. */
export interface AlarmAudience {
  /**
   * Where alarms go; in their own Region. An imported topic must let `cloudwatch.amazonaws.com`
   * publish in its policy and use its key: `AlertTopic` does.
   */
  readonly alertTopic: sns.ITopic;
  /**
   * Where your team reads the runbook; its headings are linked as anchors.
   * @default 'docs/runbook.md'
   */
  readonly runbookUrl?: string;
}

/** What an alarm tells the person it wakes. */
export interface AlarmText {
  readonly id: string;
  /** 2: to be handled now. 3: in working hours. */
  readonly severity: 2 | 3;
  /** What happened, in one or two sentences. */
  readonly means: string;
  readonly heading: RunbookHeading;
  readonly link: DeepLink;
  /** Also tell when it is over. Only where OK means good, not merely that nothing happened. */
  readonly tellsRecovery: boolean;
}

/** One alarm on a metric: its text, and when it goes off. */
export interface AlarmPlan extends AlarmText {
  readonly metric: cloudwatch.IMetric;
  readonly threshold: number;
  /** @default 1 */
  readonly evaluationPeriods?: number;
  /** @default GREATER_THAN_OR_EQUAL_TO_THRESHOLD */
  readonly comparison?: cloudwatch.ComparisonOperator;
  readonly treatMissingData: cloudwatch.TreatMissingData;
}

/** Makes an alarm and lets it notify people. */
export function createAlarm(
  scope: Construct,
  audience: AlarmAudience,
  plan: AlarmPlan,
): cloudwatch.Alarm {
  const alarm = createUnheardAlarm(scope, audience, plan);
  notify(alarm, audience, plan);
  return alarm;
}

/** Makes an alarm that sends no notification itself: a composite alarm does in its place. */
export function createUnheardAlarm(
  scope: Construct,
  audience: AlarmAudience,
  plan: AlarmPlan,
): cloudwatch.Alarm {
  return new cloudwatch.Alarm(scope, plan.id, {
    alarmDescription: alarmDescription(audience, plan),
    metric: plan.metric,
    threshold: plan.threshold,
    evaluationPeriods: plan.evaluationPeriods ?? 1,
    comparisonOperator:
      plan.comparison ?? cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: plan.treatMissingData,
  });
}

/**
 * What an email shows: severity, meaning, the heading of the runbook, and what to read first. CloudWatch
 * takes 1,024 characters of it.
 */
export function alarmDescription(
  { runbookUrl = DEFAULT_RUNBOOK_URL }: AlarmAudience,
  { severity, means, heading, link }: AlarmText,
): string {
  return [
    `SEV${severity} ${means}`,
    `Runbook: ${runbookLink(runbookUrl, heading)}`,
    `${link.label}: ${link.url}`,
  ].join('\n');
}

/** Publishes an alarm, and where its plan says so its end. */
export function notify(
  alarm: cloudwatch.AlarmBase,
  { alertTopic }: AlarmAudience,
  { id, means, tellsRecovery }: AlarmText,
): void {
  const topics = topicsForServices(alertTopic);
  alarm.addAlarmAction(...topics.map((topic) => new SnsAction(topic)));
  if (!tellsRecovery) return;
  // An OK action also runs when a new alarm gets its first data: a deploy would send a message for each.
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
  const text = `OK ${events.EventField.fromPath('$.detail.alarmName')}: over is what it said: ${means}`;
  new events.Rule(alarm, 'Recovery', {
    description: `The end of the alarm ${id}`,
    eventPattern: {
      source: ['aws.cloudwatch'],
      detailType: ['CloudWatch Alarm State Change'],
      resources: [alarm.alarmArn],
      detail: { previousState: { value: ['ALARM'] }, state: { value: ['OK'] } },
    },
    targets: topics.map((topic) => publishTo(topic, events.RuleTargetInput.fromText(text))),
  });
}
