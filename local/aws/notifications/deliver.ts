import type { BoundedLog } from '../bounded-log.ts';
import { passesFilter } from './filter-policy.ts';
import { bodyFor, type Message } from './message.ts';
import { type SmsSegments, smsSegments } from './sms-segments.ts';
import type { Subscription } from './topic-store.ts';

/** A mail as it lies in the mailbox. Protocol `email-json` has the whole envelope as its body. */
export interface Email {
  readonly at: string;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  /** Null for the mail that asks to confirm a subscription. */
  readonly messageId: string | null;
}

/** A text message as the phone got it, or would have: beyond 1,600 characters SNS sends none. */
export interface PhoneMessage {
  readonly at: string;
  readonly to: string;
  readonly body: string;
  readonly isDelivered: boolean;
  /** The parts a carrier would cut the text into. */
  readonly segments: SmsSegments;
  readonly messageId: string;
}

/** A POST to an HTTPS endpoint, which this world notes and does not make. */
export interface WebhookCall {
  readonly at: string;
  /** The URL. */
  readonly to: string;
  /** SNS's envelope as JSON: a Notification, or a SubscriptionConfirmation. It is not signed here. */
  readonly body: string;
  readonly messageId: string | null;
}

/** Where deliveries arrive. */
export interface Inboxes {
  readonly mailbox: BoundedLog<Email>;
  readonly phoneLog: BoundedLog<PhoneMessage>;
  readonly webhookLog: BoundedLog<WebhookCall>;
}

/** SNS's bound on the text of one SMS, in characters. */
const MAX_SMS_CHARACTERS = 1600;

/** The subject SNS writes when Publish gave none. */
const DEFAULT_SUBJECT = 'AWS Notification Message';

/** Delivers a message to one subscription, unless it is unconfirmed or its filter says no. */
export function deliver(
  message: Message,
  { subscription, at }: { readonly subscription: Subscription; readonly at: Date },
  { mailbox, phoneLog, webhookLog }: Inboxes,
): void {
  const { protocol, endpoint: to, isConfirmed, isDeleted, filterPolicy } = subscription;
  if (!isConfirmed || isDeleted === true) return;
  if (filterPolicy !== undefined && !passesFilter(filterPolicy, message.attributes)) return;
  const body = bodyFor(message, protocol);
  const delivery = { at: at.toISOString(), to, messageId: message.id };
  if (protocol === 'sms') {
    const isDelivered = [...body].length <= MAX_SMS_CHARACTERS;
    phoneLog.add({ ...delivery, body, isDelivered, segments: smsSegments(body) });
    return;
  }
  if (protocol === 'https') {
    webhookLog.add({ ...delivery, body: envelope(message, body, at) });
    return;
  }
  const subject = message.subject ?? DEFAULT_SUBJECT;
  const text = protocol === 'email-json' ? envelope(message, body, at) : body;
  mailbox.add({ ...delivery, subject, body: text });
}

/** Sends the question to confirm a subscription, with the token to answer it, by mail or to the endpoint. */
export function askToConfirm(
  subscription: Subscription,
  at: Date,
  { mailbox, webhookLog }: Pick<Inboxes, 'mailbox' | 'webhookLog'>,
): void {
  const { protocol, endpoint: to, topicArn, token } = subscription;
  if (protocol === 'https') {
    const body = { Type: 'SubscriptionConfirmation', TopicArn: topicArn, Token: token };
    webhookLog.add({ at: at.toISOString(), to, body: JSON.stringify(body), messageId: null });
    return;
  }
  const lines = [
    'You have chosen to subscribe to the topic:',
    topicArn,
    '',
    'To confirm this subscription in the local world:',
    // An AWS CLI that reads no AWS_ENDPOINT_URL, and a shell without it, must not ask AWS.
    `aws --endpoint-url "\${AWS_ENDPOINT_URL:?}" sns confirm-subscription --topic-arn ${topicArn} --token ${token}`,
  ];
  const subject = 'AWS Notification - Subscription Confirmation';
  mailbox.add({ at: at.toISOString(), to, subject, body: lines.join('\n'), messageId: null });
}

function envelope(message: Message, body: string, at: Date): string {
  const attributes = [...message.attributes].map(([name, { dataType, value }]) => [
    name,
    { Type: dataType, Value: value },
  ]);
  return JSON.stringify({
    Type: 'Notification',
    MessageId: message.id,
    TopicArn: message.topicArn,
    Subject: message.subject,
    Message: body,
    Timestamp: at.toISOString(),
    ...(attributes.length > 0 && { MessageAttributes: Object.fromEntries(attributes) }),
  });
}
