import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { describe, expect, it } from 'vitest';
import { ManagedTwilioSecret } from '../../../../infra/constructs/managed-twilio-secret.ts';
import { testStack } from '../../synthesise.ts';
import { alertTopic, TOPIC_ARN } from '../monitoring/watched-functions.ts';
import { ADMIN_ARN, apiKey, only, secretTemplate } from './managed-secret-stack.ts';

interface RuleTarget {
  readonly Arn: string;
  readonly InputTransformer: {
    readonly InputPathsMap: Readonly<Record<string, string>>;
    readonly InputTemplate: string;
  };
}

describe('the rotation of a managed secret', () => {
  it('is set for every 90 days and does not begin with the deploy', () => {
    const template = secretTemplate();
    const secret = only(template, 'AWS::SecretsManager::Secret');
    const role = only(template, 'AWS::IAM::Role');
    expect(only(template, 'AWS::SecretsManager::RotationSchedule').properties).toEqual({
      SecretId: { Ref: secret.id },
      ExternalSecretRotationRoleArn: { 'Fn::GetAtt': [role.id, 'Arn'] },
      ExternalSecretRotationMetadata: [],
      RotationRules: { AutomaticallyAfterDays: 90 },
      RotateImmediatelyOnUpdate: false,
    });
  });

  it("waits for the role's permissions and for the secret's policy", () => {
    const template = secretTemplate();
    const [schedule] = Object.values(
      template.findResources('AWS::SecretsManager::RotationSchedule'),
    );
    expect(schedule?.['DependsOn']).toEqual(
      expect.arrayContaining([
        only(template, 'AWS::IAM::Policy').id,
        only(template, 'AWS::SecretsManager::ResourcePolicy').id,
      ]),
    );
  });

  it('has a role that only Secrets Manager may take, for secrets of this account and Region', () => {
    expect(only(secretTemplate(), 'AWS::IAM::Role').properties).toMatchObject({
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { Service: 'secretsmanager.amazonaws.com' },
            Condition: {
              StringEquals: { 'aws:SourceAccount': '123456789012' },
              ArnLike: {
                'aws:SourceArn': 'arn:aws:secretsmanager:us-east-1:123456789012:secret:*',
              },
            },
          },
        ],
      },
    });
  });

  it('may do exactly what AWS documents, on this secret, and read the admin secret', () => {
    const template = secretTemplate(apiKey);
    const secret = { Ref: only(template, 'AWS::SecretsManager::Secret').id };
    const key = { 'Fn::GetAtt': [only(template, 'AWS::KMS::Key').id, 'Arn'] };
    expect(only(template, 'AWS::IAM::Policy').properties).toMatchObject({
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
            Resource: [ADMIN_ARN, secret],
          },
          {
            Effect: 'Allow',
            Action: ['secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecretVersionStage'],
            Resource: secret,
          },
          {
            Effect: 'Allow',
            Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
            Resource: key,
            Condition: {
              StringEquals: { 'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com' },
            },
          },
          { Effect: 'Allow', Action: 'secretsmanager:GetRandomPassword', Resource: '*' },
        ],
      },
    });
  });

  it('takes a permissions boundary for its role', () => {
    const arn = 'arn:aws:iam::123456789012:policy/boundary';
    const template = secretTemplate((stack) => ({
      permissionsBoundary: iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', arn),
    }));
    template.hasResourceProperties('AWS::IAM::Role', { PermissionsBoundary: arn });
  });

  it('opens a managed admin secret of the same stack to the role, its key too', () => {
    const stack = testStack('us-east-1');
    const admin = new ManagedTwilioSecret(stack, 'Admin', { type: 'main-api-key' });
    new ManagedTwilioSecret(stack, 'Twilio', {
      type: 'api-key',
      adminSecret: admin.secret,
      alertTopic: alertTopic(stack),
    });
    const template = Template.fromStack(stack);
    const role = { 'Fn::GetAtt': [only(template, 'AWS::IAM::Role').id, 'Arn'] };
    template.hasResourceProperties('AWS::SecretsManager::ResourcePolicy', {
      SecretId: { Ref: Match.stringLikeRegexp('^Admin') },
      ResourcePolicy: {
        Statement: [{ Condition: { ArnNotLike: { 'aws:PrincipalArn': [role] } } }],
      },
    });
    template.hasResourceProperties('AWS::KMS::Key', {
      Description: Match.stringLikeRegexp('^A Main API key'),
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({ Action: 'kms:Decrypt', Principal: { AWS: role } }),
        ]),
      },
    });
  });

  it.each([
    { name: 'turned off', props: { automaticRotation: false } },
    { name: 'impossible', props: { type: 'main-api-key' } },
  ] as const)('is not set up where it is $name, nor is its role', ({ props }) => {
    const template = secretTemplate(props);
    for (const type of [
      'AWS::SecretsManager::RotationSchedule',
      'AWS::IAM::Role',
      'AWS::Events::Rule',
    ]) {
      template.resourceCountIs(type, 0);
    }
  });

  it('alerts in words when it fails, is given up, or its test fails', () => {
    const template = secretTemplate({ runbookUrl: 'https://wiki.example.com/twilio' });
    const { properties } = only(template, 'AWS::Events::Rule');
    expect(properties['EventPattern']).toEqual({
      source: ['aws.secretsmanager'],
      'detail-type': ['AWS Service Event via CloudTrail'],
      detail: {
        eventSource: ['secretsmanager.amazonaws.com'],
        eventName: ['RotationFailed', 'RotationAbandoned', 'TestRotationFailed'],
        additionalEventData: {
          SecretId: [{ Ref: only(template, 'AWS::SecretsManager::Secret').id }],
        },
      },
    });
    const [{ Arn, InputTransformer }] = properties['Targets'] as [RuleTarget];
    const { InputPathsMap, InputTemplate } = InputTransformer;
    expect(Arn).toBe(TOPIC_ARN);
    const filled = Object.entries(InputPathsMap).reduce(
      (text, [name, path]) => text.replace(`<${name}>`, `(${path})`),
      JSON.parse(InputTemplate) as string,
    );
    expect(filled).toBe(
      'SEV2 Secrets Manager could not rotate a Twilio credential. Event ($.detail.eventName), at ($.time), AWS account ($.account), ($.region). Secret ($.detail.additionalEventData.SecretId). As a rule the credential in use still works: verify it first, then see why. Runbook: https://wiki.example.com/twilio#alarmrotation-failed',
    );
  });

  it('warns when nobody would hear of a failure', () => {
    const stack = testStack('us-east-1');
    new ManagedTwilioSecret(stack, 'Twilio', { type: 'auth-token' });
    Annotations.fromStack(stack).hasWarning(
      '*',
      Match.stringLikeRegexp('A rotation that fails sends no alert'),
    );
  });
});
