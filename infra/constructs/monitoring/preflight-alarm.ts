import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
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

/** One alarm: when it goes off, and what it tells the person it wakes. */
export interface AlarmPlan {
  readonly id: string;
  /** 2: to be handled now. 3: in working hours. */
  readonly severity: 2 | 3;
  /** What happened, in one or two sentences. */
  readonly means: string;
  readonly heading: RunbookHeading;
  readonly link: DeepLink;
  readonly metric: cloudwatch.IMetric;
  readonly threshold: number;
  /** @default 1 */
  readonly evaluationPeriods?: number;
  /** @default GREATER_THAN_OR_EQUAL_TO_THRESHOLD */
  readonly comparison?: cloudwatch.ComparisonOperator;
  readonly treatMissingData: cloudwatch.TreatMissingData;
  /** Also tell when it is over. Only where OK means good, not merely that nothing happened. */
  readonly tellsRecovery: boolean;
}

/**
 * Makes the alarm. Its description is what an email shows: severity, meaning, the heading of the
 * runbook, and what to read first. CloudWatch takes 1,024 characters of it.
 */
export function createAlarm(
  scope: Construct,
  { alertTopic, runbookUrl = DEFAULT_RUNBOOK_URL }: AlarmAudience,
  plan: AlarmPlan,
): cloudwatch.Alarm {
  const { severity, means, heading, link } = plan;
  const alarm = new cloudwatch.Alarm(scope, plan.id, {
    alarmDescription: [
      `SEV${severity} ${means}`,
      `Runbook: ${runbookLink(runbookUrl, heading)}`,
      `${link.label}: ${link.url}`,
    ].join('\n'),
    metric: plan.metric,
    threshold: plan.threshold,
    evaluationPeriods: plan.evaluationPeriods ?? 1,
    comparisonOperator:
      plan.comparison ?? cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: plan.treatMissingData,
  });
  const actions = topicsForServices(alertTopic).map((topic) => new SnsAction(topic));
  alarm.addAlarmAction(...actions);
  if (plan.tellsRecovery) alarm.addOkAction(...actions);
  return alarm;
}
