import { RemovalPolicy } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { describe, expect, it } from 'vitest';
import { apiKey, only, secretTemplate, stackWith } from './managed-secret/managed-secret-stack.ts';

const KEY_ARN = 'arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555';

describe('ManagedTwilioSecret', () => {
  it.each([
    { type: 'api-key', secretType: 'TwilioApiKey' },
    { type: 'auth-token', secretType: 'TwilioAuthToken' },
    { type: 'main-api-key', secretType: 'TwilioMainApiKey' },
  ] as const)('is of the type $secretType for $type, and has no value', ({ type, secretType }) => {
    const template = secretTemplate((stack) => (type === 'api-key' ? apiKey(stack) : { type }));
    const { properties } = only(template, 'AWS::SecretsManager::Secret');
    expect(properties).toEqual({
      Type: secretType,
      Description: expect.stringMatching(/Twilio|Main API key/),
      KmsKeyId: { 'Fn::GetAtt': [only(template, 'AWS::KMS::Key').id, 'Arn'] },
    });
  });

  it('has a key of its own that is rotated each year', () => {
    secretTemplate().hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
  });

  it('takes a given key, and lets the rotation use it by the policy of its role', () => {
    const template = secretTemplate((stack) => ({
      encryptionKey: kms.Key.fromKeyArn(stack, 'Key', KEY_ARN),
    }));
    template.resourceCountIs('AWS::KMS::Key', 0);
    template.hasResourceProperties('AWS::SecretsManager::Secret', { KmsKeyId: KEY_ARN });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: KEY_ARN }),
        ]),
      },
    });
  });

  it.each([
    { name: 'is kept with its policy and key', removalPolicy: undefined, deletion: 'Retain' },
    { name: 'goes when told to', removalPolicy: RemovalPolicy.DESTROY, deletion: 'Delete' },
  ])('$name when its stack is deleted', ({ removalPolicy, deletion }) => {
    const template = secretTemplate(removalPolicy === undefined ? {} : { removalPolicy });
    for (const type of ['Secret', 'ResourcePolicy']) {
      template.hasResource(`AWS::SecretsManager::${type}`, { DeletionPolicy: deletion });
    }
    template.hasResource('AWS::KMS::Key', { DeletionPolicy: deletion });
  });

  it('takes a name and a description', () => {
    secretTemplate({
      secretName: 'production/twilio/credentials',
      description: 'Sends receipts',
    }).hasResourceProperties('AWS::SecretsManager::Secret', {
      Name: 'production/twilio/credentials',
      Description: 'Sends receipts',
    });
  });

  it('gives its readers the value, and names them in its policy', () => {
    const template = secretTemplate((stack) => ({
      readers: [new iam.Role(stack, 'App', { assumedBy: new iam.AccountRootPrincipal() })],
      automaticRotation: false,
    }));
    const { id } = only(template, 'AWS::SecretsManager::Secret');
    const role = only(template, 'AWS::IAM::Role');
    expect(only(template, 'AWS::IAM::Policy').properties).toMatchObject({
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
            Resource: { Ref: id },
          },
        ],
      },
    });
    template.hasResourceProperties('AWS::SecretsManager::ResourcePolicy', {
      ResourcePolicy: {
        Statement: [
          {
            Condition: { ArnNotLike: { 'aws:PrincipalArn': [{ 'Fn::GetAtt': [role.id, 'Arn'] }] } },
          },
        ],
      },
    });
  });
});

describe('a managed secret that cannot be meant', () => {
  it.each([
    {
      name: 'a name that ends like an ARN',
      props: { secretName: 'twilio-AbCdEf' },
      says: /"twilio-AbCdEf" ends in a hyphen and six characters/,
    },
    {
      name: 'a name with a space',
      props: { secretName: 'twilio credentials' },
      says: /"twilio credentials" is not the name of a secret/,
    },
    {
      name: 'everybody as a pattern',
      props: { readerArnPatterns: ['*'] },
      says: /"\*" in "readerArnPatterns" names no role or user/,
    },
    {
      name: 'every role of an account',
      props: { readerArnPatterns: ['arn:aws:iam::123456789012:role/*'] },
      says: /not for all of it/,
    },
    {
      name: 'a session',
      props: { readerArnPatterns: ['arn:aws:sts::123456789012:assumed-role/App/session'] },
      says: /names no role or user/,
    },
    {
      name: 'a whole account as a reader',
      props: { readers: [new iam.AccountPrincipal('210987654321')] },
      says: /AccountPrincipal.* cannot read a managed secret/,
    },
    {
      name: 'a service as a reader',
      props: { readers: [new iam.ServicePrincipal('lambda.amazonaws.com')] },
      says: /cannot read a managed secret: its policy names roles and users/,
    },
    {
      name: 'everybody as a reader',
      props: { readers: [new iam.AnyPrincipal()] },
      says: /cannot read a managed secret/,
    },
  ])('is refused: $name', ({ props, says }) => {
    expect(() => stackWith(props)).toThrow(says);
  });
});
