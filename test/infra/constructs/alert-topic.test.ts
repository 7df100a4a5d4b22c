import { Lazy } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { describe, expect, it } from 'vitest';
import { AlertTopic, type AlertTopicProps } from '../../../infra/constructs/alert-topic.ts';
import { testStack } from '../synthesise.ts';

const EVERYONE: AlertTopicProps = { email: ['ops@example.com'], sms: ['+15551230001'] };

function templateOf(props: AlertTopicProps): Template {
  const stack = testStack();
  new AlertTopic(stack, 'Alerts', props);
  return Template.fromStack(stack);
}

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

  it('refuses whatever does not come over TLS', () => {
    const template = templateOf(EVERYONE);
    const [policy] = Object.values(template.findResources('AWS::SNS::TopicPolicy'));
    const [topicId] = Object.keys(template.findResources('AWS::SNS::Topic'));
    expect(policy?.['Properties'].PolicyDocument.Statement).toEqual([
      {
        Sid: 'AllowPublishThroughSSLOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 'sns:Publish',
        Resource: { Ref: topicId },
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]);
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
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('Nobody is subscribed'));
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
