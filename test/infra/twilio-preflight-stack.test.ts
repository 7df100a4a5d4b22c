import { readFileSync } from 'node:fs';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { beforeAll, describe, expect, it } from 'vitest';
import { OUTPUTS } from '../../functions/contract.ts';
import { TwilioPreflightStack } from '../../infra/twilio-preflight-stack.ts';
import { CONFIGURATION, configurationWith, writeConfiguration } from './configuration-files.ts';
import { synthesise, testApp } from './synthesise.ts';

/** The one resource of a type, or of those whose logical id begins so. */
function onlyId(template: Template, type: string, prefix = ''): string {
  const ids = Object.keys(template.findResources(type)).filter((id) => id.startsWith(prefix));
  expect(ids).toHaveLength(1);
  return ids[0] ?? '';
}

/** A secret of this account and Region, as the template writes it. */
function secretArn(name: string): object {
  const parts = ['arn:', { Ref: 'AWS::Partition' }, ':secretsmanager:', { Ref: 'AWS::Region' }];
  const rest = [':', { Ref: 'AWS::AccountId' }, `:secret:${name}-??????`];
  return { 'Fn::Join': ['', [...parts, ...rest]] };
}

describe('TwilioPreflightStack', () => {
  let template: Template;

  beforeAll(() => {
    template = synthesise(CONFIGURATION);
  });

  it('gives the gate exactly the permissions it uses', () => {
    const arnOf = (type: string, prefix = '') => ({
      'Fn::GetAtt': [onlyId(template, type, prefix), 'Arn'],
    });
    const secrets = [
      secretArn('production/twilio/credentials'),
      secretArn('staging/twilio/credentials'),
      secretArn('twilio/auditor'),
    ];
    const policy =
      template.findResources('AWS::IAM::Policy')[
        onlyId(template, 'AWS::IAM::Policy', 'PreflightGate')
      ];
    expect(policy?.['Properties'].PolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: arnOf('AWS::Logs::LogGroup', 'PreflightGate'),
      },
      {
        Effect: 'Allow',
        Action: ['sns:ListSubscriptionsByTopic', 'sns:Publish'],
        Resource: { Ref: onlyId(template, 'AWS::SNS::Topic') },
      },
      {
        Effect: 'Allow',
        Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        Resource: arnOf('AWS::KMS::Key'),
      },
      {
        Effect: 'Allow',
        Action: 'secretsmanager:GetSecretValue',
        Resource: secrets,
        Condition: {
          'ForAnyValue:StringEquals': {
            'secretsmanager:VersionStage': ['AWSCURRENT', 'AWSPREVIOUS', 'AWSPENDING'],
          },
        },
      },
      { Effect: 'Allow', Action: 'secretsmanager:DescribeSecret', Resource: secrets },
      {
        Effect: 'Allow',
        Action: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
        Resource: arnOf('AWS::DynamoDB::GlobalTable'),
      },
      {
        Effect: 'Allow',
        Action: ['codepipeline:PutJobFailureResult', 'codepipeline:PutJobSuccessResult'],
        Resource: '*',
      },
    ]);
  });

  it('has roles for the gate, the watch, health, control, the key audit and the schedules, each with one policy', () => {
    template.resourceCountIs('AWS::IAM::Role', 7);
    template.resourceCountIs('AWS::IAM::Policy', 7);
  });

  it('puts out the name of the control function, which no caller may invoke by default', () => {
    const fn = onlyId(template, 'AWS::Lambda::Function', 'PreflightControl');
    template.hasOutput(OUTPUTS.controlFunctionName, { Value: { Ref: fn } });
    const grants = [
      ...Object.values(template.findResources('AWS::Lambda::Permission')),
      ...Object.values(template.findResources('AWS::IAM::Policy')),
    ];
    expect(JSON.stringify(grants)).not.toContain(fn);
  });

  it('puts out the name of the audit function', () => {
    template.hasOutput(OUTPUTS.auditFunctionName, {
      Value: { Ref: onlyId(template, 'AWS::Lambda::Function', 'PreflightAudit') },
    });
  });

  it('has no key audit where no auditor is declared', () => {
    const bare = synthesise(configurationWith({ id: 'staging' }));
    expect(bare.findOutputs(OUTPUTS.auditFunctionName)).toEqual({});
  });

  it('puts out the address of the health function', () => {
    template.hasOutput(OUTPUTS.healthFunctionUrl, {
      Value: { 'Fn::GetAtt': [onlyId(template, 'AWS::Lambda::Url'), 'FunctionUrl'] },
    });
  });

  it('puts out the name of the watch function, and of the table of runs', () => {
    template.hasOutput(OUTPUTS.watchFunctionName, {
      Value: { Ref: onlyId(template, 'AWS::Lambda::Function', 'PreflightWatch') },
    });
    template.hasOutput(OUTPUTS.runsTableName, {
      Value: { Ref: onlyId(template, 'AWS::DynamoDB::GlobalTable') },
    });
  });

  it('puts out the name of the gate function', () => {
    template.hasOutput(OUTPUTS.gateFunctionName, {
      Value: { Ref: onlyId(template, 'AWS::Lambda::Function', 'PreflightGate') },
    });
  });

  it('puts out the role of the gate, for resource policies in other accounts', () => {
    template.hasOutput(OUTPUTS.gateRoleArn, {
      Value: { 'Fn::GetAtt': [Match.stringLikeRegexp('^PreflightGateRole'), 'Arn'] },
    });
  });

  it('puts out the ARN of the alert topic', () => {
    template.hasOutput(OUTPUTS.alertTopicArn, {
      Value: { Ref: onlyId(template, 'AWS::SNS::Topic') },
    });
  });

  it('tells the gate of its own topic', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: { PREFLIGHT_ALERT_TOPIC_ARN: { Ref: onlyId(template, 'AWS::SNS::Topic') } },
      },
    });
  });

  it.each([
    { protocol: 'email', endpoint: 'ops@example.com' },
    { protocol: 'sms', endpoint: '+15551230001' },
  ])('subscribes the $protocol address of the configuration', ({ protocol, endpoint }) => {
    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: protocol,
      Endpoint: endpoint,
    });
  });

  it('has no finding of AwsSolutions without an accepted reason', () => {
    const app = testApp();
    const configFile = writeConfiguration(CONFIGURATION);
    new TwilioPreflightStack(app, 'Test', { configFile });
    const { success, violations } = new AwsSolutionsChecks(app).validateScope(app);
    expect({ success, violations }).toEqual({ success: true, violations: [] });
  });

  it('is the template that was reviewed', () => {
    const text = JSON.stringify(template.toJSON(), null, 2);
    expect(text.replaceAll(/[0-9a-f]{64}/g, '<asset hash>')).toMatchSnapshot();
  });
});

it('writes its template without indentation, which is half of the 1 MB that CloudFormation takes', () => {
  const app = testApp();
  new TwilioPreflightStack(app, 'Test', { configFile: writeConfiguration(CONFIGURATION) });
  const { templateFullPath } = app.synth().getStackArtifact('Test');
  expect(readFileSync(templateFullPath, 'utf8')).not.toMatch(/\n\s/);
});
