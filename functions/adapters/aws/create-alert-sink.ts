import type { MessageAttributeValue } from '@aws-sdk/client-sns';
import type { Alert } from '../../domain/model/alert.ts';
import { describeDefect } from '../../domain/model/describe-defect.ts';
import type { AlertSink, CallOptions } from '../../domain/model/ports.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import {
  createTopicPublisher,
  type TopicPublisher,
  type TopicPublisherOptions,
} from './create-topic-publisher.ts';

/** Which topics, and how patiently they are called. */
export interface AlertSinkOptions extends TopicPublisherOptions {
  /** The topic of the chat; default: there is none. */
  readonly chatTopicArn?: string | undefined;
  /** Gets why the chat could not be notified, in one line; must not throw. */
  readonly onChatFault?: (detail: string) => void;
}

/**
 * Publishes alerts: to the alert topic with a body per protocol (`default`, `email`, `sms`, `https`) and
 * String attributes for filter policies; at the same time to the chat's topic, where there is one, in
 * the only form that a chat renders.
 *
 * Neither waits for the other or fails with it. The alert counts as published when the alert topic has
 * it: else {@link PreflightError} `alert.undelivered` is thrown, see {@link createTopicPublisher}. A
 * chat that could not be notified is reported to `onChatFault` only.
 */
export function createAlertSink({
  chatTopicArn,
  onChatFault,
  ...options
}: AlertSinkOptions): AlertSink {
  const publish = createTopicPublisher(options);
  const publishToChat =
    chatTopicArn === undefined
      ? undefined
      : createTopicPublisher({ ...options, topicArn: chatTopicArn });
  return {
    publish: async (alert, callOptions) => {
      const [published, chat] = await Promise.allSettled([
        publishAlert(publish, alert, callOptions),
        publishToChat === undefined ? undefined : publishChat(publishToChat, alert, callOptions),
      ]);
      if (chat.status === 'rejected') onChatFault?.(detailOf(chat.reason));
      if (published.status === 'rejected') throw published.reason;
    },
  };
}

async function publishAlert(
  publish: TopicPublisher,
  { subject, attributes, default: body, email, sms, https }: Alert,
  options: CallOptions,
): Promise<void> {
  await publish(
    {
      Subject: subject,
      MessageStructure: 'json',
      Message: JSON.stringify({ default: body, email, sms, https }),
      MessageAttributes: stringAttributes(attributes),
    },
    options,
  );
}

async function publishChat(
  publish: TopicPublisher,
  { chat, attributes }: Alert,
  options: CallOptions,
): Promise<void> {
  if (chat === undefined) return;
  await publish({ Message: chat, MessageAttributes: stringAttributes(attributes) }, options);
}

function stringAttributes(
  attributes: Alert['attributes'],
): Readonly<Record<string, MessageAttributeValue>> {
  const present = Object.entries(attributes).filter(([, value = '']) => value !== '');
  // SNS refuses the whole message for one empty attribute value.
  return Object.fromEntries(
    present.map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
  );
}

function detailOf(error: unknown): string {
  return error instanceof PreflightError ? error.message : describeDefect(error).text;
}
