import {
  ConfirmSubscriptionCommand,
  DeleteTopicCommand,
  GetSMSSandboxAccountStatusCommand,
  ListSubscriptionsByTopicCommand,
  ListTopicsCommand,
  PublishCommand,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { type AwsClients, clientsFor, errorOf } from '../local-aws-clients.ts';

const URL = 'https://hooks.example.com/twilio';

let aws: LocalAws;
let sns: AwsClients['sns'];
let TopicArn: string;

beforeEach(async () => {
  aws = await startLocalAws();
  sns = clientsFor(aws.endpoint).sns;
  TopicArn = aws.notifications.createTopic('alerts');
});

afterEach(() => aws.close());

async function publish(): Promise<void> {
  const Message = JSON.stringify({ default: 'd', https: '{"a":1}' });
  await sns.send(new PublishCommand({ TopicArn, Message, MessageStructure: 'json' }));
}

it('asks an endpoint to confirm, then posts it the envelope with its own body', async () => {
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'https', Endpoint: URL }));
  await publish();
  const [question, ...none] = aws.notifications.webhookLog.list();
  expect(none).toEqual([]);
  const { Type, Token } = JSON.parse(question?.body ?? '');
  expect(Type).toBe('SubscriptionConfirmation');
  await sns.send(new ConfirmSubscriptionCommand({ TopicArn, Token }));
  await publish();
  const [, call] = aws.notifications.webhookLog.list();
  expect(call).toMatchObject({ to: URL, messageId: expect.any(String) });
  expect(JSON.parse(call?.body ?? '')).toMatchObject({ Type: 'Notification', Message: '{"a":1}' });
});

it('takes no endpoint in the clear', async () => {
  const subscribe = new SubscribeCommand({
    TopicArn,
    Protocol: 'https',
    Endpoint: 'http://hooks.example.com',
  });
  expect((await errorOf(sns.send(subscribe))).message).toMatch(/match the specified protocol/);
});

it('lists who unsubscribed as deleted, and sends them nothing', async () => {
  const endpoint = 'ops@example.com';
  const arn = aws.notifications.subscribe({ topicArn: TopicArn, protocol: 'email', endpoint });
  aws.notifications.unsubscribe(arn);
  aws.notifications.unsubscribe('arn:aws:sns:us-east-1:111122223333:alerts:none');
  await publish();
  expect(aws.notifications.mailbox.list()).toEqual([]);
  const { Subscriptions } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  expect(Subscriptions).toMatchObject([{ SubscriptionArn: 'Deleted', Endpoint: endpoint }]);
});

it.each([true, false])('says whether the account is in the SMS sandbox: %s', async (isOn) => {
  aws.notifications.setSmsSandbox(isOn);
  const status = await sns.send(new GetSMSSandboxAccountStatusCommand({}));
  expect(status.IsInSandbox).toBe(isOn);
});

describe('Subscribe', () => {
  const FilterPolicy = JSON.stringify({ severity: ['critical'] });
  const subscribe = (Attributes?: Record<string, string>): Promise<unknown> =>
    sns.send(
      new SubscribeCommand({ TopicArn, Protocol: 'sms', Endpoint: '+15551230001', Attributes }),
    );

  it('honours its attributes', async () => {
    await subscribe({ FilterPolicy });
    await publish();
    expect(aws.notifications.phoneLog.list()).toEqual([]);
  });

  it('gives the subscription that is there, and refuses other attributes for it', async () => {
    const first = await subscribe({ FilterPolicy });
    expect(await subscribe()).toMatchObject({
      SubscriptionArn: Reflect.get(Object(first), 'SubscriptionArn'),
    });
    const error = await errorOf(subscribe({ FilterPolicy: '{"severity":["warning"]}' }));
    expect(error.message).toContain('Subscription already exists with different attributes');
  });

  it.each([
    ['an attribute it has not', { RawMessageDelivery: 'true' }],
    ['two attributes', { FilterPolicy, RawMessageDelivery: 'true' }],
    ['a filter policy that SNS refuses', { FilterPolicy: '{' }],
  ])('refuses %s', async (_case, Attributes) => {
    expect(await errorOf(subscribe(Attributes))).toMatchObject({
      name: 'InvalidParameterException',
    });
    expect(aws.notifications.subscriptions()).toEqual([]);
  });

  it('is undone by Unsubscribe, and by DeleteTopic', async () => {
    const arn = aws.notifications.subscribe({
      topicArn: TopicArn,
      protocol: 'email',
      endpoint: 'ops@example.com',
    });
    await sns.send(new UnsubscribeCommand({ SubscriptionArn: arn }));
    await publish();
    expect(aws.notifications.mailbox.list()).toEqual([]);
    await sns.send(new DeleteTopicCommand({ TopicArn }));
    await sns.send(new DeleteTopicCommand({ TopicArn }));
    expect((await sns.send(new ListTopicsCommand({}))).Topics ?? []).toEqual([]);
    expect(await errorOf(publish())).toMatchObject({ name: 'NotFoundException', status: 404 });
  });
});
