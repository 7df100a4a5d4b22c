import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { Configuration } from '../../functions/configuration/configuration.ts';
import { AlertTopic } from './alert-topic.ts';

/** A topic below `scope` with the subscribers of the configuration, where the app gives no topic. */
export function alertTopicOf(scope: Construct, { alerts }: Configuration): sns.ITopic {
  return new AlertTopic(scope, 'Alerts', alerts).topic;
}
