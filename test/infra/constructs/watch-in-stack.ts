import * as sns from 'aws-cdk-lib/aws-sns';
import { RunTable } from '../../../infra/constructs/run-table.ts';
import { Watch, type WatchProps } from '../../../infra/constructs/watch.ts';
import { CONFIGURATION, writeConfiguration } from '../configuration-files.ts';
import { testStack } from '../synthesise.ts';

/** A watch in a stack of its own, with a history. */
export function watchOf(
  configuration: object = CONFIGURATION,
  props: Partial<WatchProps> = {},
): Watch {
  const stack = testStack('us-east-1');
  const alertTopic = sns.Topic.fromTopicArn(
    stack,
    'Topic',
    'arn:aws:sns:us-east-1:123456789012:alerts',
  );
  const history = new RunTable(stack, 'Runs');
  const configFile = writeConfiguration(configuration);
  return new Watch(stack, 'Watch', { configFile, alertTopic, history, ...props });
}
