import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { notAuthorized } from '../identity/caller.ts';
import { AwsError } from '../wire/aws-error.ts';
import { defineOperation, type Operation, type OperationInput } from '../wire/operation.ts';
import { deliver, type Inboxes } from './deliver.ts';
import {
  checkSubject,
  invalid,
  type Message,
  type MessageAttributes,
  parseBodies,
} from './message.ts';
import { attributeBytes, messageAttributeList, readAttributes } from './message-attributes.ts';
import type { TopicStore } from './topic-store.ts';

/** SNS's bound on message and attributes together. */
const MAX_MESSAGE_BYTES = 262_144;

const publishInput = {
  TopicArn: z.string().optional(),
  TargetArn: z.string().optional(),
  Message: z.string(),
  Subject: z.string().optional(),
  MessageStructure: z.string().optional(),
  MessageAttributes: messageAttributeList,
};

type PublishInput = OperationInput<typeof publishInput>;

/** What Publish needs: topics, who may not publish to them, and where deliveries arrive. */
export interface PublishParts extends Inboxes {
  readonly topics: TopicStore;
  readonly deniedTopics: ReadonlySet<string>;
  /** Whether the account's texts go to verified numbers only. */
  readonly sandbox: { readonly isOn: boolean };
}

/**
 * Publish to a topic; delivery is done when the answer is sent.
 *
 * `AuthorizationError` (403) for a denied topic, `NotFound` (404) for none, `InvalidParameter` for
 * what breaks SNS's rules. PhoneNumber is not offered.
 */
export function publish({ topics, deniedTopics, ...inboxes }: PublishParts): Operation {
  return defineOperation(publishInput, (input, context) => {
    const arn = input.TopicArn ?? input.TargetArn;
    if (arn === undefined) {
      throw invalid('TopicArn or TargetArn Reason: no value for required parameter');
    }
    if (deniedTopics.has(arn)) {
      throw new AwsError(
        'AuthorizationError',
        notAuthorized(context.caller, 'SNS:Publish', arn),
        403,
      );
    }
    const topic = topics.get(arn, context.region);
    const message = acceptMessage(input, topic.arn);
    for (const subscription of topics.subscriptions(topic.arn)) {
      deliver(message, { subscription, at: context.now }, inboxes);
    }
    return { MessageId: message.id };
  });
}

function acceptMessage(input: PublishInput, topicArn: string): Message {
  const attributes = readAttributes(input.MessageAttributes);
  checkSize(input.Message, attributes);
  checkSubject(input.Subject);
  const bodies = parseBodies(input.Message, input.MessageStructure);
  return { id: randomUUID(), topicArn, subject: input.Subject, attributes, bodies };
}

function checkSize(message: string, attributes: MessageAttributes): void {
  if (message === '') throw invalid('Empty message');
  const bytes = Buffer.byteLength(message) + attributeBytes(attributes);
  if (bytes > MAX_MESSAGE_BYTES) throw invalid('Message too long');
}
