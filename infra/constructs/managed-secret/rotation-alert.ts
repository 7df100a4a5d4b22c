import * as events from 'aws-cdk-lib/aws-events';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { publishTo } from '../alerts/publish-to.ts';
import { topicsForServices } from '../alerts/topics-of.ts';
import { runbookLink } from '../monitoring/runbook-link.ts';

/** Whose rotations, and who hears of them. */
export interface RotationAlertParts {
  readonly secret: secretsmanager.ISecret;
  readonly alertTopic: sns.ITopic;
  readonly runbookUrl: string;
}

/**
 * Publishes one message, in words, for each rotation that failed or was given up, and for each failed
 * test of a rotation's settings. Secrets Manager tells these through CloudTrail: the account needs a
 * trail that logs management events in this Region.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/cloudtrail_log_entries.html
 */
export function alertOfFailedRotation(scope: Construct, parts: RotationAlertParts): events.Rule {
  const { secret, alertTopic, runbookUrl } = parts;
  const eventName = events.EventField.fromPath('$.detail.eventName');
  const region = events.EventField.fromPath('$.region');
  // One line: EventBridge fills it into a JSON text, and mail shows a line break there as `\n`.
  const text = [
    'SEV2 Secrets Manager could not rotate a Twilio credential.',
    `Event ${eventName}, at ${events.EventField.time}, AWS account ${events.EventField.account}, ${region}.`,
    `Secret ${events.EventField.fromPath('$.detail.additionalEventData.SecretId')}.`,
    'As a rule the credential in use still works: verify it first, then see why.',
    `Runbook: ${runbookLink(runbookUrl, 'alarm.rotation-failed')}`,
  ].join(' ');
  return new events.Rule(scope, 'RotationFailed', {
    description: 'Alerts when Secrets Manager cannot rotate a Twilio credential',
    eventPattern: {
      source: ['aws.secretsmanager'],
      detailType: ['AWS Service Event via CloudTrail'],
      detail: {
        eventSource: ['secretsmanager.amazonaws.com'],
        eventName: ['RotationFailed', 'RotationAbandoned', 'TestRotationFailed'],
        additionalEventData: { SecretId: [secret.secretArn] },
      },
    },
    targets: topicsForServices(alertTopic).map((topic) =>
      publishTo(topic, events.RuleTargetInput.fromText(text)),
    ),
  });
}
