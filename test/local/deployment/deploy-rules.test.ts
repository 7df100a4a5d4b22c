import { describe, expect, it, onTestFinished } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../local/aws/start-local-aws.ts';
import { type DeployedStack, deployStack } from '../../../local/deployment/deploy-stack.ts';
import { TEMPLATE, writeAssembly } from './written-assembly.ts';

const EVENTS = 'events.amazonaws.com';
const TOPIC = { Ref: 'Topic' };
const GATE_ARN = { 'Fn::GetAtt': ['Gate', 'Arn'] };

function rule(properties: object): object {
  const EventPattern = { source: ['aws.codepipeline'] };
  return { Type: 'AWS::Events::Rule', Properties: { EventPattern, ...properties } };
}

function topicPolicy(statement: object): object {
  const allowed = { Effect: 'Allow', Action: 'sns:Publish', Principal: { Service: EVENTS } };
  const Statement = [{ ...allowed, ...statement }];
  return {
    Type: 'AWS::SNS::TopicPolicy',
    Properties: { Topics: [TOPIC], PolicyDocument: { Statement } },
  };
}

const PERMISSION = {
  Type: 'AWS::Lambda::Permission',
  Properties: { Action: 'lambda:InvokeFunction', FunctionName: GATE_ARN, Principal: EVENTS },
};

async function deployed(
  resources: Readonly<Record<string, object>>,
): Promise<{ readonly aws: LocalAws; readonly stack: DeployedStack }> {
  const aws = await startLocalAws();
  onTestFinished(aws.close);
  const Resources = { ...TEMPLATE.Resources, Topic: { Type: 'AWS::SNS::Topic' }, ...resources };
  const cdkOut = writeAssembly({ ...TEMPLATE, Resources });
  const stack = await deployStack(cdkOut, { aws, twilioOrigin: 'http://127.0.0.1:1' });
  onTestFinished(stack.close);
  aws.notifications.subscribe({
    topicArn: 'arn:aws:sns:us-east-1:111122223333:Stack-Topic',
    protocol: 'email',
    endpoint: 'ops@example.com',
  });
  return { aws, stack };
}

function putEvent({ events }: DeployedStack): readonly (string | undefined)[] {
  events.put({
    id: 'one',
    source: 'aws.codepipeline',
    'detail-type': 'CodePipeline Action Execution State Change',
    account: '111122223333',
    time: '2026-11-22T03:00:00Z',
    region: 'us-east-1',
    resources: [],
    detail: { state: 'FAILED' },
  });
  return events.deliveries.list().map(({ error }) => error);
}

describe('a rule with a topic', () => {
  const toTopic = rule({ Targets: [{ Id: 'a', Arn: TOPIC, Input: '"It failed"' }] });

  it('publishes where the policy of the topic lets EventBridge in', async () => {
    const { aws, stack } = await deployed({ Rule: toTopic, Policy: topicPolicy({}) });
    expect(putEvent(stack)).toEqual([undefined]);
    expect(aws.notifications.mailbox.list()).toMatchObject([{ to: 'ops@example.com' }]);
  });

  it.each<{ title: string; policy: Readonly<Record<string, object>> }>([
    { title: 'there is no policy', policy: {} },
    {
      title: 'another service is let in',
      policy: { P: topicPolicy({ Principal: { Service: 's3' } }) },
    },
    { title: 'an account is let in', policy: { P: topicPolicy({ Principal: { AWS: '1' } }) } },
    {
      title: 'everybody is denied',
      policy: { P: topicPolicy({ Effect: 'Deny', Principal: '*' }) },
    },
    {
      title: 'something else is allowed',
      policy: { P: topicPolicy({ Action: ['sns:Subscribe'] }) },
    },
  ])('delivers nothing when $title', async ({ policy }) => {
    const { aws, stack } = await deployed({ Rule: toTopic, ...policy });
    expect(putEvent(stack)).toEqual([expect.stringContaining('No topic policy lets')]);
    expect(aws.notifications.mailbox.list()).toEqual([]);
  });

  it('keeps that SNS refused', async () => {
    const { aws, stack } = await deployed({ Rule: toTopic, Policy: topicPolicy({}) });
    aws.notifications.denyPublish('arn:aws:sns:us-east-1:111122223333:Stack-Topic');
    expect(putEvent(stack)).toEqual([expect.stringContaining('SNS:Publish')]);
  });
});

describe('a rule with a function', () => {
  const toGate = rule({ Targets: [{ Id: 'a', Arn: GATE_ARN, InputPath: '$.detail' }] });

  it('invokes it where a permission lets EventBridge in', async () => {
    const { stack } = await deployed({ Rule: toGate, Permission: PERMISSION });
    expect(putEvent(stack)).toEqual([undefined]);
    await stack.invoker.idle();
    expect(stack.events.deliveries.list()).toMatchObject([{ text: '{"state":"FAILED"}' }]);
  });

  it('invokes it nowhere else', async () => {
    const { stack } = await deployed({ Rule: toGate });
    expect(putEvent(stack)).toEqual([expect.stringContaining('No permission lets')]);
  });
});

describe('the rules of a stack', () => {
  it.each([
    { title: 'is disabled', properties: { State: 'DISABLED' } },
    {
      title: 'has a schedule',
      properties: { EventPattern: undefined, ScheduleExpression: 'rate(1 hour)' },
    },
  ])('leave out one that $title', async ({ properties }) => {
    const { stack } = await deployed({ Rule: rule({ ...properties, Targets: [] }) });
    expect(stack.events.rules).toEqual([]);
  });

  it('have names and patterns with references filled in', async () => {
    const EventPattern = { resources: [{ prefix: TOPIC }] };
    const { stack } = await deployed({ Rule: rule({ EventPattern }) });
    const [found] = stack.events.rules;
    expect([found?.name, found?.arn]).toEqual([
      'Stack-Rule',
      'arn:aws:events:us-east-1:111122223333:rule/Stack-Rule',
    ]);
    const resources = ['arn:aws:sns:us-east-1:111122223333:Stack-Topic:a'];
    expect(found?.matches({ resources })).toBe(true);
  });

  it.each<{ title: string; properties: object; says: string }>([
    {
      title: 'another service',
      properties: { Targets: [{ Id: 'a', Arn: 'arn:aws:sqs:us-east-1:111122223333:queue' }] },
      says: 'no targets of sqs',
    },
    {
      title: 'a placeholder that nothing defines',
      properties: {
        Targets: [{ Id: 'a', Arn: TOPIC, InputTransformer: { InputTemplate: '"<x>"' } }],
      },
      says: 'nothing defines <x>',
    },
    {
      title: 'an operator that this world does not have',
      properties: { EventPattern: { source: [{ cidr: '10.0.0.0/8' }] } },
      says: 'Rule.EventPattern.source',
    },
  ])('refuse $title', async ({ properties, says }) => {
    await expect(deployed({ Rule: rule(properties) })).rejects.toThrow(says);
  });
});
