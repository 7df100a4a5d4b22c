import { Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as sns from 'aws-cdk-lib/aws-sns';

/** What a grant on every resource needs: CodePipeline, EC2 and X-Ray know none that it could be narrowed to. */
interface UnnarrowableGrant {
  readonly actions: readonly string[];
  /** For cdk-nag, and so for reviewers of the template. */
  readonly reason: string;
}

/** Lets a function answer CodePipeline jobs. */
export function grantJobAnswers(role: iam.IRole): void {
  // Job results have no resource type: any narrower resource denies the call.
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodepipeline.html
  grantOnEverything(role, {
    actions: ['codepipeline:PutJobSuccessResult', 'codepipeline:PutJobFailureResult'],
    reason:
      'codepipeline:PutJobSuccessResult and PutJobFailureResult have no resource-level permissions.',
  });
}

/** Lets a function publish to the alert topic, encrypted with the topic's key. */
export function grantAlerts(role: iam.IRole, topic: sns.ITopic): void {
  topic.grantPublish(role);
  Validations.of(role).acknowledge({
    id: 'AwsSolutions-IAM5[Action::kms:GenerateDataKey*]',
    reason:
      "SNS asks publishers for kms:GenerateDataKey* on the topic's key; the statement names that one key.",
  });
}

/**
 * Lets a function see who is subscribed to the alert topics (`topicsForServices` gives them), and who has
 * not confirmed: the gate's report then says so. Without it the report says nothing of subscriptions.
 */
export function grantSubscriptionListing(role: iam.IRole, topics: readonly sns.ITopic[]): void {
  role.addToPrincipalPolicy(
    new iam.PolicyStatement({
      actions: ['sns:ListSubscriptionsByTopic'],
      resources: topics.map(({ topicArn }) => topicArn),
    }),
  );
}

/** Lets Lambda attach a function to a VPC on behalf of its role. */
export function grantNetworkInterfaces(role: iam.IRole): void {
  // Lambda checks these on * before any interface exists.
  // https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
  grantOnEverything(role, {
    actions: [
      'ec2:CreateNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets',
      'ec2:DeleteNetworkInterface',
      'ec2:AssignPrivateIpAddresses',
      'ec2:UnassignPrivateIpAddresses',
    ],
    reason:
      'Lambda attaches functions to a VPC with these actions, which it checks on all resources.',
  });
}

/** Lets a function send X-Ray segments. */
export function grantTraces(role: iam.IRole): void {
  // Neither action has a resource type.
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
  grantOnEverything(role, {
    actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
    reason: 'xray:PutTraceSegments and PutTelemetryRecords have no resource-level permissions.',
  });
}

function grantOnEverything(role: iam.IRole, { actions, reason }: UnnarrowableGrant): void {
  role.addToPrincipalPolicy(new iam.PolicyStatement({ actions: [...actions], resources: ['*'] }));
  Validations.of(role).acknowledge({ id: 'AwsSolutions-IAM5[Resource::*]', reason });
}
