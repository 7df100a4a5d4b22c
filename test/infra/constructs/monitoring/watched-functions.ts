import { Duration, type Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { WatchedFunction } from '../../../../infra/constructs/monitoring/watched-function.ts';

const ACCOUNT = 'us-east-1:123456789012';

/** A function of two minutes that is called `name` in AWS too, and logs where Lambda would. */
export function watchedFunction(stack: Stack, name: string): WatchedFunction {
  const arn = `arn:aws:lambda:${ACCOUNT}:function:${name}`;
  return {
    name,
    fn: lambda.Function.fromFunctionArn(stack, name, arn),
    timeout: Duration.seconds(120),
    logGroup: logs.LogGroup.fromLogGroupName(stack, `${name}-logs`, `/aws/lambda/${name}`),
  };
}

export const TOPIC_ARN: string = `arn:aws:sns:${ACCOUNT}:alerts`;

/** A topic that exists already. */
export function alertTopic(stack: Stack): sns.ITopic {
  return sns.Topic.fromTopicArn(stack, 'Topic', TOPIC_ARN);
}

/** A configuration with so many environments. */
export function fleetOf(size: number): object {
  const environments = Array.from({ length: size }, (_, index) => {
    const sid = `AC${index.toString(16).padStart(32, '0')}`;
    return [`customer-${index}`, { secret: { id: `customers/${index}` }, account: { sid } }];
  });
  return { environments: Object.fromEntries(environments) };
}
