import { Match, Template } from 'aws-cdk-lib/assertions';
import * as sns from 'aws-cdk-lib/aws-sns';
import { expect, it } from 'vitest';
import { AlertTopic } from '../../../../infra/constructs/alert-topic.ts';
import { chatTopicOf, topicsForServices } from '../../../../infra/constructs/alerts/topics-of.ts';
import { GateBackstop } from '../../../../infra/constructs/gate-backstop.ts';
import { PipelineGate } from '../../../../infra/constructs/pipeline-gate.ts';
import { CONFIGURATION, writeConfiguration } from '../../configuration-files.ts';
import { testStack } from '../../synthesise.ts';

const SELECTIVE = {
  protocol: 'email',
  endpoint: 'cto@example.com',
  minimumVerdict: 'fail',
} as const;

it('tells AWS services of both topics where anybody filters', () => {
  const alerts = new AlertTopic(testStack(), 'Alerts', { subscribers: [SELECTIVE] });
  expect(topicsForServices(alerts.topic)).toEqual([alerts.topic, alerts.serviceTopic]);
});

it('knows a plain and an imported topic as the only one', () => {
  const stack = testStack();
  const { topic } = new AlertTopic(stack, 'Alerts', { email: ['ops@example.com'] });
  const imported = sns.Topic.fromTopicArn(stack, 'T', 'arn:aws:sns:us-east-1:123456789012:t');
  expect(topicsForServices(topic)).toEqual([topic]);
  expect(topicsForServices(imported)).toEqual([imported]);
  expect(chatTopicOf(topic)).toBeUndefined();
  expect(chatTopicOf(imported)).toBeUndefined();
});

it('leads the backstop to everybody', () => {
  const stack = testStack();
  const alerts = new AlertTopic(stack, 'Alerts', { subscribers: [SELECTIVE] });
  new GateBackstop(stack, 'Backstop', { alertTopic: alerts.topic });
  const [rule] = Object.values(Template.fromStack(stack).findResources('AWS::Events::Rule'));
  const arns = rule?.['Properties'].Targets.map(({ Arn }: { readonly Arn: unknown }) => Arn);
  expect(arns).toEqual([
    stack.resolve(alerts.topic.topicArn),
    stack.resolve(alerts.serviceTopic?.topicArn),
  ]);
});

it.each([true, false])('gives a function the topic of the chat where there is one: %s', (chat) => {
  const stack = testStack();
  const configFile = writeConfiguration({ ...CONFIGURATION, alerts: { chat } });
  const { alertTopic } = new PipelineGate(stack, 'Gate', { configFile });
  const template = Template.fromStack(stack);
  const [fn] = Object.values(template.findResources('AWS::Lambda::Function'));
  const variable = fn?.['Properties'].Environment.Variables.PREFLIGHT_CHAT_TOPIC_ARN;
  const chatTopic = chatTopicOf(alertTopic);
  expect(chatTopic === undefined).toBe(!chat);
  expect(variable).toEqual(stack.resolve(chatTopic?.topicArn));
  const topics = [chatTopic, alertTopic].map((topic) => stack.resolve(topic?.topicArn));
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          // On one topic the CDK writes both of the gate's rights as one statement.
          Action: chat ? 'sns:Publish' : ['sns:ListSubscriptionsByTopic', 'sns:Publish'],
          Resource: chatTopic === undefined ? stack.resolve(alertTopic.topicArn) : topics,
        }),
      ]),
    },
  });
});
