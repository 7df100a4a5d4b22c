import {
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  ListSubscriptionsByTopicCommand,
  ListTopicsCommand,
  PublishCommand,
  SetSubscriptionAttributesCommand,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { type AwsClients, clientsFor, errorOf } from '../local-aws-clients.ts';

const BODIES = { default: 'd', email: 'Line 1\nLine 2', sms: 'short', lambda: 7 };

let aws: LocalAws;
let sns: AwsClients['sns'];
let topicArn: string;

beforeEach(async () => {
  aws = await startLocalAws();
  sns = clientsFor(aws.endpoint).sns;
  topicArn = aws.notifications.createTopic('alerts');
});

afterEach(() => aws.close());

function publish(environment = 'production'): Promise<unknown> {
  return sns.send(
    new PublishCommand({
      TopicArn: topicArn,
      Subject: 'Blocked',
      Message: JSON.stringify(BODIES),
      MessageStructure: 'json',
      MessageAttributes: {
        environment: { DataType: 'String', StringValue: environment },
        bytes: { DataType: 'Binary', BinaryValue: Uint8Array.of(1, 2) },
      },
    }),
  );
}

it('gives each protocol its own text, and the default where it has none', async () => {
  aws.notifications.subscribe({ topicArn, protocol: 'email', endpoint: 'ops@example.com' });
  aws.notifications.subscribe({ topicArn, protocol: 'email-json', endpoint: 'bot@example.com' });
  aws.notifications.subscribe({ topicArn, protocol: 'sms', endpoint: '+15551230001' });
  await publish();
  const [mail, envelope] = aws.notifications.mailbox.list();
  expect(mail).toMatchObject({ to: 'ops@example.com', subject: 'Blocked', body: BODIES.email });
  expect(JSON.parse(envelope?.body ?? '')).toMatchObject({
    Type: 'Notification',
    TopicArn: topicArn,
    Subject: 'Blocked',
    Message: 'd',
    MessageAttributes: {
      environment: { Type: 'String', Value: 'production' },
      bytes: { Type: 'Binary', Value: 'AQI=' },
    },
  });
  expect(aws.notifications.phoneLog.list()).toMatchObject([
    {
      to: '+15551230001',
      body: 'short',
      isDelivered: true,
      segments: { encoding: 'GSM-7', count: 1 },
    },
  ]);
});

it('writes a subject where Publish gave none', async () => {
  aws.notifications.subscribe({ topicArn, protocol: 'email-json', endpoint: 'ops@example.com' });
  await sns.send(new PublishCommand({ TopicArn: topicArn, Message: 'plain & <simple>' }));
  const [mail] = aws.notifications.mailbox.list();
  expect(mail?.subject).toBe('AWS Notification Message');
  expect(JSON.parse(mail?.body ?? '')).not.toHaveProperty('MessageAttributes');
});

it.each([
  [1600, true],
  [1601, false],
])('sends an SMS of %i characters: %s', async (length, isDelivered) => {
  aws.notifications.subscribe({ topicArn, protocol: 'sms', endpoint: '+15551230001' });
  await sns.send(new PublishCommand({ TopicArn: topicArn, Message: 'x'.repeat(length) }));
  expect(aws.notifications.phoneLog.list()).toMatchObject([{ isDelivered }]);
});

it('sends an address nothing but the question to confirm, until the token is given back', async () => {
  const subscribe = new SubscribeCommand({
    TopicArn: topicArn,
    Protocol: 'email',
    Endpoint: 'ops@example.com',
  });
  expect((await sns.send(subscribe)).SubscriptionArn).toBe('pending confirmation');
  await publish();
  const [question, ...more] = aws.notifications.mailbox.list();
  expect(more).toEqual([]);
  const Token = /--token (\w+)/.exec(question?.body ?? '')?.[1];
  const wrong = new ConfirmSubscriptionCommand({ TopicArn: topicArn, Token: 'wrong' });
  expect((await errorOf(sns.send(wrong))).message).toMatch(/Token/);
  await sns.send(new ConfirmSubscriptionCommand({ TopicArn: topicArn, Token }));
  await publish();
  expect(aws.notifications.mailbox.list()).toHaveLength(2);
});

it('confirms a phone at once and knows a subscription again', async () => {
  const subscribe = new SubscribeCommand({
    TopicArn: topicArn,
    Protocol: 'sms',
    Endpoint: '+15551230001',
  });
  const first = await sns.send(subscribe);
  expect(first.SubscriptionArn).toMatch(/^arn:aws:sns:.*:alerts:/);
  expect((await sns.send(subscribe)).SubscriptionArn).toBe(first.SubscriptionArn);
});

it('lists topics and subscriptions', async () => {
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'other' }));
  expect((await sns.send(new CreateTopicCommand({ Name: 'other' }))).TopicArn).toBe(TopicArn);
  expect((await sns.send(new ListTopicsCommand({}))).Topics).toEqual([
    { TopicArn: topicArn },
    { TopicArn },
  ]);
  const endpoint = 'ops@example.com';
  aws.notifications.subscribe({ topicArn, protocol: 'email', endpoint, isConfirmed: false });
  const list = new ListSubscriptionsByTopicCommand({ TopicArn: topicArn });
  expect((await sns.send(list)).Subscriptions).toEqual([
    {
      SubscriptionArn: 'PendingConfirmation',
      Owner: '111122223333',
      Protocol: 'email',
      Endpoint: endpoint,
      TopicArn: topicArn,
    },
  ]);
  expect(aws.notifications.subscriptions()).toHaveLength(1);
  expect(aws.notifications.topics().map(({ name }) => name)).toEqual(['alerts', 'other']);
});

it('filters by message attributes, until the policy is taken away', async () => {
  const SubscriptionArn = aws.notifications.subscribe({
    topicArn,
    protocol: 'email',
    endpoint: 'ops@example.com',
    filterPolicy: '{"environment":["staging"]}',
  });
  await publish('production');
  expect(aws.notifications.mailbox.list()).toEqual([]);
  await publish('staging');
  expect(aws.notifications.mailbox.list()).toHaveLength(1);
  const set = { SubscriptionArn, AttributeName: 'FilterPolicy' };
  await sns.send(
    new SetSubscriptionAttributesCommand({ ...set, AttributeValue: '{"environment":["x"]}' }),
  );
  await publish('staging');
  expect(aws.notifications.mailbox.list()).toHaveLength(1);
  await sns.send(new SetSubscriptionAttributesCommand({ ...set, AttributeValue: '' }));
  await publish('production');
  expect(aws.notifications.mailbox.list()).toHaveLength(2);
});
