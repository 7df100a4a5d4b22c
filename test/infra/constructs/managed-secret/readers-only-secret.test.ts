import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { describe, expect, it } from 'vitest';
import { ReadersOnlySecret } from '../../../../infra/constructs/managed-secret/readers-only-secret.ts';
import { testStack } from '../../synthesise.ts';

const APP = 'arn:aws:iam::123456789012:role/app';
const FOREIGN = 'arn:aws:iam::210987654321:role/app';
const PEOPLE =
  'arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_*';

function secretFor(readerArnPatterns: readonly string[] = []): ReadersOnlySecret {
  const stack = testStack('us-east-1');
  return new ReadersOnlySecret(stack, 'Secret', {
    secretType: 'TwilioApiKey',
    removalPolicy: RemovalPolicy.RETAIN,
    encryptionKey: new kms.Key(stack, 'Key'),
    readerArnPatterns,
  });
}

function policyOf(secret: ReadersOnlySecret): Record<string, unknown> {
  const template = Template.fromStack(Stack.of(secret));
  const [policy] = Object.values(template.findResources('AWS::SecretsManager::ResourcePolicy'));
  return policy?.['Properties'];
}

function denialExcept(arns: readonly string[]): object {
  return {
    Sid: 'DenyReadingToOthers',
    Effect: 'Deny',
    Principal: '*',
    Action: 'secretsmanager:GetSecretValue',
    Resource: '*',
    Condition: {
      BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      ...(arns.length > 0 && { ArnNotLike: { 'aws:PrincipalArn': arns } }),
    },
  };
}

describe('ReadersOnlySecret', () => {
  it('denies reading to everybody, when nobody is named', () => {
    expect(policyOf(secretFor())).toMatchObject({
      BlockPublicPolicy: true,
      ResourcePolicy: { Statement: [denialExcept([])] },
    });
  });

  it('denies nothing but reading, so that nobody is locked out', () => {
    expect(JSON.stringify(policyOf(secretFor()))).not.toMatch(
      /Put|Update|Delete|secretsmanager:\*/,
    );
  });

  it('excepts people by the pattern of their role, without giving them anything', () => {
    expect(policyOf(secretFor([PEOPLE]))).toMatchObject({
      ResourcePolicy: { Statement: [denialExcept([PEOPLE])] },
    });
  });

  it('excepts whoever it is opened to later, once', () => {
    const secret = secretFor([PEOPLE]);
    const role = iam.Role.fromRoleArn(secret, 'App', APP);
    secret.grantRead(role);
    secret.grantRead(role, ['AWSCURRENT']);
    expect(policyOf(secret)).toMatchObject({
      ResourcePolicy: { Statement: [denialExcept([PEOPLE, APP])] },
    });
  });

  it('opens itself and its key to a role of another account, by their own policies', () => {
    const secret = secretFor();
    secret.grantRead(iam.Role.fromRoleArn(secret, 'Foreign', FOREIGN));
    const template = Template.fromStack(Stack.of(secret));
    expect(policyOf(secret)).toMatchObject({
      ResourcePolicy: {
        Statement: [
          denialExcept([FOREIGN]),
          {
            Effect: 'Allow',
            Principal: { AWS: FOREIGN },
            Action: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
          },
        ],
      },
    });
    const [key] = Object.values(template.findResources('AWS::KMS::Key'));
    expect(key?.['Properties'].KeyPolicy.Statement).toContainEqual(
      expect.objectContaining({ Action: 'kms:Decrypt', Principal: { AWS: FOREIGN } }),
    );
  });
});
