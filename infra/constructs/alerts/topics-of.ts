import type * as sns from 'aws-cdk-lib/aws-sns';
import { AlertTopic } from '../alert-topic.ts';

/**
 * The topics that a publisher which sets no message attributes (a CloudWatch alarm, an EventBridge rule)
 * has to publish to, so that it reaches everybody: the alert topic, and for an {@link AlertTopic} with
 * subscribers that filter its service topic too.
 */
export function topicsForServices(alertTopic: sns.ITopic): readonly sns.ITopic[] {
  const serviceTopic = alertTopicAbove(alertTopic)?.serviceTopic;
  return serviceTopic === undefined ? [alertTopic] : [alertTopic, serviceTopic];
}

/** The chat's topic beside an alert topic; undefined for one without a chat, and for an imported one. */
export function chatTopicOf(alertTopic: sns.ITopic): sns.ITopic | undefined {
  return alertTopicAbove(alertTopic)?.chatTopic;
}

function alertTopicAbove({ node }: sns.ITopic): AlertTopic | undefined {
  return node.scope instanceof AlertTopic ? node.scope : undefined;
}
