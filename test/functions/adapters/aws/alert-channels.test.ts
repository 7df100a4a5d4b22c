import { expect, it } from 'vitest';
import { createAlertSink } from '../../../../functions/adapters/aws/create-alert-sink.ts';
import type { Alert } from '../../../../functions/domain/model/alert.ts';
import { type Respond, startStandIn, xml } from './start-stand-in.ts';

const { signal } = new AbortController();
const ALERTS = 'arn:aws:sns:eu-west-1:123456789012:alerts';
const CHAT = 'arn:aws:sns:eu-west-1:123456789012:chat';
const ALERT: Alert = {
  subject: 'production: blocked',
  default: 'd',
  email: 'e',
  sms: 's',
  https: '{"schemaVersion":1}',
  chat: '{"version":"1.0"}',
  attributes: { environment: 'production', verdict: 'fail', severity: 'critical', cause: 'c' },
};

const good = xml(
  200,
  '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>m-1</MessageId></PublishResult></PublishResponse>',
);
const denied = xml(
  403,
  '<ErrorResponse><Error><Type>Sender</Type><Code>AuthorizationError</Code><Message>no</Message></Error></ErrorResponse>',
);

/** Answers each topic in its own way. */
const byTopic =
  (answers: { readonly alerts: Respond; readonly chat: Respond }): Respond =>
  (response, request, index) => {
    const topic = new URLSearchParams(request.body).get('TopicArn');
    return (topic === CHAT ? answers.chat : answers.alerts)(response, request, index);
  };

async function publish(respond: Respond, alert = ALERT) {
  const aws = await startStandIn(respond);
  const faults: string[] = [];
  const sink = createAlertSink({
    topicArn: ALERTS,
    chatTopicArn: CHAT,
    maxAttempts: 1,
    onChatFault: (detail) => faults.push(detail),
  });
  const error = await sink.publish(alert, { signal }).catch((thrown: unknown) => thrown);
  const forms = aws.requests.map(({ body }) => Object.fromEntries(new URLSearchParams(body)));
  return { error, faults, forms };
}

it('publishes to the chat by itself what only a chat renders, with the same attributes', async () => {
  const { error, faults, forms } = await publish(good);
  expect([error, faults]).toEqual([undefined, []]);
  const toChat = forms.find((form) => form['TopicArn'] === CHAT);
  expect(toChat).toMatchObject({ Message: ALERT.chat });
  expect(toChat).not.toHaveProperty('MessageStructure');
  expect(Object.values(toChat ?? {})).toEqual(expect.arrayContaining(['severity', 'critical']));
});

it('gives endpoints a body of their own', async () => {
  const { forms } = await publish(good);
  const toAll = forms.find((form) => form['TopicArn'] === ALERTS);
  expect(JSON.parse(toAll?.['Message'] ?? '')).toMatchObject({ https: ALERT.https });
});

it('says nothing in the chat where an alert has no text for it', async () => {
  const { chat: _none, ...alert } = ALERT;
  const { error, forms } = await publish(good, alert);
  expect(error).toBeUndefined();
  expect(forms.map((form) => form['TopicArn'])).toEqual([ALERTS]);
});

it('sends email and SMS although the chat cannot be told, and says why', async () => {
  const { error, faults, forms } = await publish(byTopic({ alerts: good, chat: denied }));
  expect(error).toBeUndefined();
  expect(forms).toHaveLength(2);
  expect(faults).toEqual(['The alert was not published: AuthorizationErrorException: no']);
});

it('tells the chat although the alert topic takes nothing, and throws that', async () => {
  const { error, faults, forms } = await publish(byTopic({ alerts: denied, chat: good }));
  expect(error).toMatchObject({ code: 'alert.undelivered' });
  expect(faults).toEqual([]);
  expect(forms).toHaveLength(2);
});

it('says both where neither can be told', async () => {
  const { error, faults } = await publish(denied);
  expect(error).toMatchObject({ code: 'alert.undelivered' });
  expect(faults).toHaveLength(1);
});

it('does not wait for a chat topic that never answers longer than it may', async () => {
  const silent: Respond = () => undefined;
  await startStandIn(byTopic({ alerts: good, chat: silent }));
  const faults: string[] = [];
  const sink = createAlertSink({
    topicArn: ALERTS,
    chatTopicArn: CHAT,
    maxAttempts: 1,
    requestTimeoutMs: 1_000,
    onChatFault: (detail) => faults.push(detail),
  });
  await sink.publish(ALERT, { signal });
  expect(faults).toEqual(['The alert was not published: No answer from SNS in time.']);
});
