import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { TwilioPreflightStack } from '../../../infra/twilio-preflight-stack.ts';
import { CONFIGURATION, writeConfiguration } from '../configuration-files.ts';
import { templateOf, testApp } from '../synthesise.ts';

function stackWith(reportBucket: boolean): TwilioPreflightStack {
  const configFile = writeConfiguration(CONFIGURATION);
  return new TwilioPreflightStack(testApp(), 'Stack', { configFile, reportBucket });
}

describe('reportBucket', () => {
  const template = templateOf(stackWith(true));
  const [bucketId = ''] = Object.keys(template.findResources('AWS::S3::Bucket'));

  it('makes one bucket: private, encrypted, each page for 90 days, kept without its stack', () => {
    template.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      Properties: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
          ],
        },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        LifecycleConfiguration: {
          Rules: [Match.objectLike({ ExpirationInDays: 90, Status: 'Enabled' })],
        },
      },
    });
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Action: 's3:*',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ]),
      },
    });
  });

  it('lets the gate alone write pages, and read none', () => {
    const policies = Object.entries(template.findResources('AWS::IAM::Policy')).filter(
      ([, policy]) => JSON.stringify(policy).includes('s3:'),
    );
    expect(policies.map(([id]) => id)).toEqual([expect.stringMatching(/^PreflightGate/)]);
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          {
            Effect: 'Allow',
            Action: 's3:PutObject',
            Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': [bucketId, 'Arn'] }, '/reports/*']] },
          },
        ]),
      },
    });
  });

  it('names the bucket to the gate, and in the outputs of the stack', () => {
    const functions = Object.values(template.findResources('AWS::Lambda::Function')).filter(
      ({ Properties }) => Properties.Environment?.Variables?.PREFLIGHT_REPORT_BUCKET,
    );
    expect(functions.map(({ Properties }) => Properties.Environment.Variables)).toEqual([
      expect.objectContaining({ PREFLIGHT_REPORT_BUCKET: { Ref: bucketId } }),
    ]);
    template.hasOutput('ReportBucketName', { Value: { Ref: bucketId } });
  });

  it('is off by default', () => {
    const without = templateOf(stackWith(false));
    without.resourceCountIs('AWS::S3::Bucket', 0);
    expect(Object.keys(without.findOutputs('ReportBucketName'))).toEqual([]);
  });
});
