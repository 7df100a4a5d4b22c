import {
  ConfirmSubscriptionCommand,
  GetSMSSandboxAccountStatusCommand,
  ListSubscriptionsByTopicCommand,
  PublishCommand,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { afterEach, beforeEach, expect, it } from 'vitest';
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
