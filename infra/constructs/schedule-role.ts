import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';

/**
 * The role by which EventBridge Scheduler invokes one function, and no version or alias of it: the CDK's
 * own grant would be for those too, which a schedule never names.
 */
export function createScheduleRole(scope: Construct, fn: lambda.IFunction): iam.IRole {
  return roleFor(scope, {
    description: `Invokes a function of ${Stack.of(scope).stackName} on its schedule`,
    actions: ['lambda:InvokeFunction'],
    resources: [fn.functionArn],
  });
}

/** The role by which EventBridge Scheduler starts one state machine. */
export function createMachineScheduleRole(scope: Construct, machine: sfn.IStateMachine): iam.IRole {
  return roleFor(scope, {
    description: `Starts a state machine of ${Stack.of(scope).stackName} on its schedule`,
    actions: ['states:StartExecution'],
    resources: [machine.stateMachineArn],
  });
}

function roleFor(
  scope: Construct,
  { description, ...statement }: iam.PolicyStatementProps & { readonly description: string },
): iam.IRole {
  const role = new iam.Role(scope, 'ScheduleRole', {
    description,
    // Only schedules of this account: the service acts for everybody.
    // https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
    assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  });
  role.addToPolicy(new iam.PolicyStatement(statement));
  return role.withoutPolicyUpdates();
}
