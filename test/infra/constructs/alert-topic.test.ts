import { Lazy, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { describe, expect, it } from 'vitest';
import { AlertTopic, type AlertTopicProps } from '../../../infra/constructs/alert-topic.ts';
import { synthesisedOnce, testStack } from '../synthesise.ts';

const EVERYONE: AlertTopicProps = { email: ['ops@example.com'], sms: ['+15551230001'] };

function templateOf(props: AlertTopicProps): Template {
  return synthesisedOnce(AlertTopic.name, props, () => {
    const stack = testStack();
    new AlertTopic(stack, 'Alerts', props);
    return stack;
  });
}

/** The statements of the only policy of a kind, without the one that lets the account manage its key. */
function statementsOf(template: Template, kind: 'key' | 'topic'): readonly unknown[] {
  const [type, property] =
    kind === 'key' ? ['AWS::KMS::Key', 'KeyPolicy'] : ['AWS::SNS::TopicPolicy', 'PolicyDocument'];
  const [resource, ...others] = Object.values(template.findResources(type));
  expect(others).toEqual([]);
  const statements: readonly Record<string, unknown>[] =
    resource?.['Properties'][property].Statement;
  return statements.filter(({ Action }) => Action !== 'kms:*');
}

/** A rule that publishes to the topic, in the topic's stack. */
function addRule(stack: Stack, topic: AlertTopic['topic']): void {
  const eventPattern = { source: ['aws.codepipeline'] };
  new events.Rule(stack, 'Rule', { eventPattern, targets: [new targets.SnsTopic(topic)] });
}

const OWN_ACCOUNT = { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } };

const KEY_STATEMENTS = [
  {
    Effect: 'Allow',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    Resource: '*',
    Condition: OWN_ACCOUNT,
  },
  {
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    Resource: '*',
  },
];

describe('AlertTopic', () => {
  it('is encrypted with a key of its own that is rotated', () => {
    const template = templateOf(EVERYONE);
    const [keyId] = Object.keys(template.findResources('AWS::KMS::Key'));
    template.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
    template.hasResourceProperties('AWS::SNS::Topic', {
      KmsMasterKeyId: { 'Fn::GetAtt': [keyId, 'Arn'] },
    });
  });

  it('takes a given key instead of making one', () => {
    const stack = testStack();
    const arn = 'arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555';
    new AlertTopic(stack, 'Alerts', {
      ...EVERYONE,
      encryptionKey: kms.Key.fromKeyArn(stack, 'Key', arn),
    });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::KMS::Key', 0);
    template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: arn });
  });

  it('refuses whatever does not come over TLS, and admits the alarms of its account', () => {
    const template = templateOf(EVERYONE);
    const [topicId] = Object.keys(template.findResources('AWS::SNS::Topic'));
    expect(statementsOf(template, 'topic')).toEqual([
      {
        Sid: 'AllowPublishThroughSSLOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 'sns:Publish',
        Resource: { Ref: topicId },
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      {
        Sid: 'AllowAlarms',
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: { Ref: topicId },
        Condition: OWN_ACCOUNT,
      },
    ]);
  });

  it('opens its key to alarms of its account, and to EventBridge without a condition', () => {
    expect(statementsOf(templateOf(EVERYONE), 'key')).toEqual(KEY_STATEMENTS);
  });

  it('lets a rule publish: the target adds the one statement that is missing, and repeats none', () => {
    const stack = testStack();
    const { topic } = new AlertTopic(stack, 'Alerts', EVERYONE);
    addRule(stack, topic);
    const template = Template.fromStack(stack);
    expect(statementsOf(template, 'topic').slice(2)).toEqual([
      {
        Sid: expect.any(String),
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: stack.resolve(topic.topicArn),
      },
    ]);
    expect(statementsOf(template, 'key')).toEqual(KEY_STATEMENTS);
  });

  it('opens a given key of the same app in the same way', () => {
    const stack = testStack();
    const encryptionKey = new kms.Key(stack, 'Key');
    new AlertTopic(stack, 'Alerts', { ...EVERYONE, encryptionKey });
    expect(statementsOf(Template.fromStack(stack), 'key')).toEqual(KEY_STATEMENTS);
  });

  it.each([
    { name: 'goes with its stack', removalPolicy: undefined, deletion: ['Delete', undefined] },
    { name: 'stays when told to', removalPolicy: RemovalPolicy.RETAIN, deletion: ['Retain'] },
  ])('$name, subscriptions, policy and key with it', ({ removalPolicy, deletion }) => {
    const template = templateOf({ ...EVERYONE, ...(removalPolicy && { removalPolicy }) });
    const found = Object.values(template.toJSON()['Resources'] as Record<string, unknown>).map(
      (resource) => (resource as { DeletionPolicy?: string }).DeletionPolicy,
    );
    expect(new Set(found)).toEqual(new Set(deletion));
  });

  it.each([
    { protocol: 'email', endpoint: 'ops@example.com' },
    { protocol: 'sms', endpoint: '+15551230001' },
  ])('subscribes the configured $protocol address', ({ protocol, endpoint }) => {
    templateOf(EVERYONE).hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: protocol,
      Endpoint: endpoint,
    });
  });

  it('subscribes an address that is named twice once', () => {
    templateOf({ email: ['ops@example.com', 'ops@example.com'] }).resourceCountIs(
      'AWS::SNS::Subscription',
      1,
    );
  });

  it('has no name of its own, so that it can be replaced', () => {
    templateOf(EVERYONE).hasResourceProperties('AWS::SNS::Topic', { TopicName: Match.absent() });
  });

  it('warns when nobody is subscribed', () => {
    const stack = testStack();
    new AlertTopic(stack, 'Alerts');
    Annotations.fromStack(stack).hasWarning(
      '*',
      Match.stringLikeRegexp('The alerts have no subscriber'),
    );
  });

  it.each([
    {
      name: 'no @',
      props: { email: ['ops.example.com'] },
      says: /"ops\.example\.com" is not an email/,
    },
    { name: 'a local number', props: { sms: ['555-1230'] }, says: /"555-1230" is not an E\.164/ },
  ])('refuses an address with $name', ({ props, says }) => {
    expect(() => new AlertTopic(testStack(), 'Alerts', props)).toThrow(says);
  });

  it('does not judge an address that is known at deployment only', () => {
    const sms = [Lazy.string({ produce: () => '+15551230001' })];
    expect(() => new AlertTopic(testStack(), 'Alerts', { sms })).not.toThrow(/E\.164/);
  });

  it('grants a publisher the topic and its key', () => {
    const stack = testStack();
    const user = new iam.User(stack, 'Publisher');
    const grant = new AlertTopic(stack, 'Alerts', EVERYONE).grantPublish(user);
    expect(grant.success).toBe(true);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Action: 'sns:Publish' }),
          Match.objectLike({ Action: ['kms:Decrypt', 'kms:GenerateDataKey*'] }),
        ],
      },
    });
  });
});
