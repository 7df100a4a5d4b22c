import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as sns from 'aws-cdk-lib/aws-sns';

/** What SNS asks of a publisher to an encrypted topic. */
const KEY_ACTIONS = ['kms:Decrypt', 'kms:GenerateDataKey*'];

/**
 * Lets CloudWatch alarms of the topic's account publish to it, encrypted. Both statements name the
 * account: without that, an alarm of any account could publish here. The policies of an imported topic or key
 * stay as they are.
 */
export function admitAlarms(topic: sns.ITopic, key: kms.IKey): void {
  const alarms = {
    principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
    conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(topic).account } },
  };
  topic.addToResourcePolicy(
    new iam.PolicyStatement({
      sid: 'AllowAlarms',
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      ...alarms,
    }),
  );
  key.addToResourcePolicy(
    // `*` in the policy of a key is that key.
    new iam.PolicyStatement({ actions: KEY_ACTIONS, resources: ['*'], ...alarms }),
  );
}

/**
 * Lets EventBridge use the topic's key for any rule: rules of other stacks could not add it.
 * Who may publish is the topic's own policy, to which `targets.SnsTopic` adds its statement.
 *
 * Without a condition: EventBridge's call to KMS carries neither source account nor source ARN, so one
 * on either would drop every message. https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function admitEventBridge(key: kms.IKey): void {
  key.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('events.amazonaws.com')],
      actions: KEY_ACTIONS,
      resources: ['*'], // in the policy of a key: that key
    }),
  );
}
