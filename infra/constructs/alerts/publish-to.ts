import type * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as sns from 'aws-cdk-lib/aws-sns';

/**
 * A topic as the target of a rule. The CDK's own target lets EventBridge publish for the rules of every
 * AWS account; this one for those of the topic's. The policy of an imported topic stays as it is.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function publishTo(topic: sns.ITopic, message: events.RuleTargetInput): events.IRuleTarget {
  topic.addToResourcePolicy(
    new iam.PolicyStatement({
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      principals: [new iam.ServicePrincipal('events.amazonaws.com')],
      conditions: { StringEquals: { 'aws:SourceAccount': topic.env.account } },
    }),
  );
  return { bind: () => ({ arn: topic.topicArn, input: message, targetResource: topic }) };
}
