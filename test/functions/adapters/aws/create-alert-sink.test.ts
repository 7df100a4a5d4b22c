import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { createAlertSink } from '../../../../functions/adapters/aws/create-alert-sink.ts';
import type { Alert } from '../../../../functions/domain/model/alert.ts';
import { PreflightError } from '../../../../functions/domain/model/preflight-error.ts';
import { type Respond, raw, startStandIn, xml } from './start-stand-in.ts';

const { signal } = new AbortController();
const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:alerts';
const ALERT: Alert = {
  subject: 'production: blocked',
  default: 'the default body',
  email: 'the e-mail body\nwith lines',
  sms: 'the SMS body',
  attributes: { environment: 'production', verdict: 'fail', cause: 'credential.rejected' },
};

const good = xml(
  200,
  '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>m-1</MessageId></PublishResult></PublishResponse>',
);

function publish(alert: Alert = ALERT, maxAttempts = 1): Promise<void> {
  return createAlertSink({ topicArn: TOPIC, maxAttempts }).publish(alert, { signal });
}

async function publishedForm(alert: Alert): Promise<Record<string, string>> {
  const aws = await startStandIn(good);
  await publish(alert);
  expect(aws.requests).toMatchObject([{ operation: 'Publish', region: 'eu-west-1' }]);
  return Object.fromEntries(new URLSearchParams(aws.requests[0]?.body));
}

it('publishes one message with a body per protocol, in the Region of the topic', async () => {
  const form = await publishedForm(ALERT);

  expect(form).toMatchObject({
    TopicArn: TOPIC,
    Subject: ALERT.subject,
    MessageStructure: 'json',
  });
  expect(JSON.parse(form['Message'] ?? '')).toEqual({
    default: ALERT.default,
    email: ALERT.email,
    sms: ALERT.sms,
  });
});

it('uses its own Region where the ARN names none', async () => {
  const aws = await startStandIn(good);

  await createAlertSink({ topicArn: 'alerts', region: 'sa-east-1' }).publish(ALERT, { signal });

  expect(aws.requests[0]?.region).toBe('sa-east-1');
});

it('sets the attributes that filter policies select on', async () => {
  const form = await publishedForm(ALERT);

  expect(form).toMatchObject({
    'MessageAttributes.entry.1.Name': 'environment',
    'MessageAttributes.entry.1.Value.DataType': 'String',
    'MessageAttributes.entry.1.Value.StringValue': 'production',
    'MessageAttributes.entry.3.Value.StringValue': 'credential.rejected',
  });
});

it('leaves out an empty attribute, for which SNS would refuse the message', async () => {
  const form = await publishedForm({ ...ALERT, attributes: { ...ALERT.attributes, cause: '' } });

  expect(form).not.toHaveProperty('MessageAttributes.entry.3.Name');
});

it('tries again after a 503', async () => {
  const aws = await startStandIn((response, request, index) =>
    (index === 0 ? raw(503, 'busy') : good)(response, request, index),
  );

  await publish(ALERT, 3);

  expect(aws.requests).toHaveLength(2);
});

const denied = xml(
  403,
  '<ErrorResponse><Error><Type>Sender</Type><Code>AuthorizationError</Code><Message>The user may not publish</Message></Error></ErrorResponse>',
);

it.each<[string, Respond, string]>([
  ['a denial', denied, 'AuthorizationErrorException: The user may not publish'],
  ['an HTML page', raw(200, '<html>c4nary'), 'An answer that is not one of SNS (HTTP 200).'],
  ['an empty answer', raw(200, ''), 'an answer that is not one of SNS.'],
  ['a 500', raw(500, 'c4nary'), 'An answer that is not one of SNS (HTTP 500).'],
  [
    'a reset',
    (response) => void response.destroy(),
    'No answer from SNS: the connection was reset',
  ],
])('throws what happened after %s, without request or answer', async (_what, respond, text) => {
  await startStandIn(respond);

  const error = await publish().catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(PreflightError);
  expect(error).toMatchObject({ code: 'alert.undelivered', fault: 'service' });
  expect((error as Error).message).toContain(`The alert was not published: ${text}`);
  expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(
    /c4nary|Credential=|an-example/,
  );
});
