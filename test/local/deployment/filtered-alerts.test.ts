import { PublishCommand } from '@aws-sdk/client-sns';
import { Template } from 'aws-cdk-lib/assertions';
import { expect, it, onTestFinished } from 'vitest';
import type { Subscriber } from '../../../functions/configuration/configuration.ts';
import { ALERT_ATTRIBUTES, ALERT_SEVERITIES } from '../../../functions/contract.ts';
import { AlertTopic } from '../../../infra/constructs/alert-topic.ts';
import { topicsForServices } from '../../../infra/constructs/alerts/topics-of.ts';
import { startLocalAws } from '../../../local/aws/start-local-aws.ts';
import { deployStack } from '../../../local/deployment/deploy-stack.ts';
import { testStack } from '../../infra/synthesise.ts';
import { clientsFor } from '../aws/local-aws-clients.ts';
import { writeAssembly } from './written-assembly.ts';

const email = (endpoint: string, changes: Partial<Subscriber> = {}): Subscriber => ({
  protocol: 'email',
  endpoint,
  minimumVerdict: 'inconclusive',
  ...changes,
});

const SUBSCRIBERS = [
  email('all@x.example'),
  email('fails@x.example', { minimumVerdict: 'fail' }),
  email('staging@x.example', { environments: ['staging'] }),
  email('both@x.example', { minimumVerdict: 'fail', environments: ['production'] }),
];

/** The subscribers above, as the construct subscribes them, in an SNS that filters as AWS does. */
async function openTopics() {
  const stack = testStack();
  const alerts = new AlertTopic(stack, 'Alerts', { subscribers: SUBSCRIBERS });
  const topics = topicsForServices(alerts.topic).map(({ topicArn }) => stack.resolve(topicArn).Ref);
  const aws = await startLocalAws();
  onTestFinished(() => aws.close());
  const cdkOut = writeAssembly(Template.fromStack(stack).toJSON());
  const deployed = await deployStack(cdkOut, { aws, twilioOrigin: 'http://127.0.0.1:1' });
  onTestFinished(() => deployed.close());
  const arns = topics.map((id: string) => deployed.references.get(id));
  const { sns } = clientsFor(aws.endpoint);
  const publish = async (TopicArn: string | undefined, attributes: object = {}) => {
    const MessageAttributes = Object.fromEntries(
      Object.entries(attributes).map(([name, StringValue]) => [
        name,
        { DataType: 'String', StringValue },
      ]),
    );
    await sns.send(new PublishCommand({ TopicArn, Message: 'm', MessageAttributes }));
  };
  const delivered = (): readonly string[] =>
    aws.notifications.mailbox
      .list()
      .map(({ to }) => to.replace('@x.example', ''))
      .toSorted();
  return { arns, publish, delivered };
}

const { environment, severity } = ALERT_ATTRIBUTES;

it.each([
  ['production', ALERT_SEVERITIES.fail, ['all', 'both', 'fails']],
  ['production', ALERT_SEVERITIES.inconclusive, ['all']],
  ['staging', ALERT_SEVERITIES.fail, ['all', 'fails', 'staging']],
  ['staging', ALERT_SEVERITIES.inconclusive, ['all', 'staging']],
])('delivers %s, %s: %j', async (name, level, expected) => {
  const { arns, publish, delivered } = await openTopics();
  await publish(arns[0], { [environment]: name, [severity]: level });
  expect(delivered()).toEqual(expected);
});

it('delivers to every subscriber, once, what AWS itself publishes to both topics without attributes', async () => {
  const { arns, publish, delivered } = await openTopics();
  expect(arns).toHaveLength(2);
  for (const arn of arns) await publish(arn);
  expect(delivered()).toEqual(['all', 'both', 'fails', 'staging']);
});

it('delivers to every subscriber a message that has other attributes', async () => {
  const { arns, publish, delivered } = await openTopics();
  await publish(arns[0], { other: 'x' });
  expect(delivered()).toEqual(['all', 'both', 'fails', 'staging']);
});
