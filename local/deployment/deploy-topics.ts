import { PROTOCOLS } from '../aws/notifications/topic-store.ts';
import type { LocalAws } from '../aws/start-local-aws.ts';
import { physicalName } from './physical-names.ts';
import type { StackAssembly } from './read-assembly.ts';
import { type References, resolveValue } from './resolve-value.ts';

/** Where topics go, and who has not confirmed yet. */
export interface TopicTarget {
  readonly aws: LocalAws;
  /** Addresses, numbers or URLs as the template has them. */
  readonly pendingEndpoints?: readonly string[];
}

/**
 * Makes the stack's topics and subscriptions. Every subscription is confirmed at once, except those of
 * `pendingEndpoints`: in AWS a person does that by a link in a mail. Encryption and policies of a topic
 * have no effect here.
 */
export function deployTopics(
  { stackName, resources }: StackAssembly,
  references: References,
  { aws: { notifications }, pendingEndpoints = [] }: TopicTarget,
): void {
  for (const resource of resources) {
    if (resource.type !== 'AWS::SNS::Topic') continue;
    notifications.createTopic(physicalName(stackName, resource));
  }
  for (const { type, properties } of resources) {
    if (type !== 'AWS::SNS::Subscription') continue;
    const text = (name: string): string => resolveValue(properties[name], references);
    const wanted = text('Protocol');
    const protocol = PROTOCOLS.find((name) => name === wanted);
    if (protocol === undefined) throw new Error(`The local SNS does not deliver to ${wanted}.`);
    const { FilterPolicy: filterPolicy } = properties;
    const endpoint = text('Endpoint');
    notifications.subscribe({
      topicArn: text('TopicArn'),
      protocol,
      endpoint,
      isConfirmed: !pendingEndpoints.includes(endpoint),
      ...(filterPolicy !== undefined && { filterPolicy: JSON.stringify(filterPolicy) }),
    });
  }
}
