import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/**
 * The role by which EventBridge Scheduler invokes one function, and no version or alias of it: the CDK's
 * own grant would be for those too, which a schedule never names.
 */
export function createScheduleRole(scope: Construct, fn: lambda.IFunction): iam.IRole {
  const role = new iam.Role(scope, 'ScheduleRole', {
    description: `Invokes a function of ${Stack.of(scope).stackName} on its schedule`,
    // Only schedules of this account: the service acts for everybody.
    // https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
    assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  });
  role.addToPolicy(
    new iam.PolicyStatement({
      actions: ['lambda:InvokeFunction'],
      resources: [fn.functionArn],
    }),
  );
  return role.withoutPolicyUpdates();
}
