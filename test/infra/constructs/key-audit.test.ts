import { Match, type Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as sns from 'aws-cdk-lib/aws-sns';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { KeyAudit, type KeyAuditProps } from '../../../infra/constructs/key-audit.ts';
import { CONFIGURATION, configurationWith, writeConfiguration } from '../configuration-files.ts';
import { templateOf, testStack } from '../synthesise.ts';

const TOPIC_ARN = 'arn:aws:sns:us-east-1:123456789012:alerts';
const HOME = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:';

function auditIn(props: Partial<KeyAuditProps> = {}): KeyAudit {
  const stack = testStack('us-east-1');
  return new KeyAudit(stack, 'Audit', {
    configFile: writeConfiguration(CONFIGURATION),
    alertTopic: sns.Topic.fromTopicArn(stack, 'Topic', TOPIC_ARN),
    ...props,
  });
}

/** The statements of the one policy of a role. */
function statementsOf(template: Template, rolePrefix: string): unknown {
  const policies = Object.values(template.findResources('AWS::IAM::Policy')).filter((policy) =>
    JSON.stringify(policy['Properties'].Roles).includes(`"${rolePrefix}`),
  );
  expect(policies).toHaveLength(1);
  return policies[0]?.['Properties'].PolicyDocument.Statement;
}

describe('KeyAudit', () => {
  const audit = auditIn();
  const template = templateOf(audit);
  const functionArn = {
    'Fn::GetAtt': [Match.stringLikeRegexp('^AuditFunction'), 'Arn'],
  };

  it('reads the declared secrets and publishes alerts, and may do nothing else', () => {
    const secrets = [
      'production/twilio/credentials',
      'staging/twilio/credentials',
      'twilio/auditor',
    ];
    const resources = secrets.map((name) => `${HOME}${name}-??????`);
    expect(statementsOf(template, 'AuditRole')).toEqual([
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: { 'Fn::GetAtt': [expect.stringMatching(/^AuditLogs/), 'Arn'] },
      },
      { Effect: 'Allow', Action: 'sns:Publish', Resource: TOPIC_ARN },
      {
        Effect: 'Allow',
        Action: 'secretsmanager:GetSecretValue',
        Resource: resources,
        Condition: {
          'ForAnyValue:StringEquals': {
            'secretsmanager:VersionStage': ['AWSCURRENT', 'AWSPREVIOUS', 'AWSPENDING'],
          },
        },
      },
      { Effect: 'Allow', Action: 'secretsmanager:DescribeSecret', Resource: resources },
    ]);
  });

  it('runs on the first of each month, within a quarter of an hour, and says that it is the schedule', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'cron(0 6 1 * ? *)',
      ScheduleExpressionTimezone: 'Etc/UTC',
      FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 15 },
      State: 'ENABLED',
      Target: {
        Arn: functionArn,
        Input: '{"trigger":"schedule"}',
        RetryPolicy: { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 3600 },
        RoleArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^AuditScheduleRole'), 'Arn'] },
      },
    });
  });

  it('lets the schedule invoke this function, and no version or alias of it', () => {
    expect(statementsOf(template, 'AuditScheduleRole')).toEqual([
      {
        Effect: 'Allow',
        Action: 'lambda:InvokeFunction',
        Resource: { 'Fn::GetAtt': [expect.stringMatching(/^AuditFunction/), 'Arn'] },
      },
    ]);
    template.resourceCountIs('AWS::IAM::Role', 2);
  });

  it('has a role for the schedule that only schedules of this account may take', () => {
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Action: 'sts:AssumeRole',
            Effect: 'Allow',
            Principal: { Service: 'scheduler.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
          },
        ],
      },
    });
  });

  it('has five minutes', () => {
    template.hasResourceProperties('AWS::Lambda::Function', { Timeout: 300 });
  });

  it('takes another schedule, or none that runs', () => {
    const schedule = scheduler.ScheduleExpression.cron({ weekDay: 'MON', hour: '7', minute: '30' });
    templateOf(auditIn({ schedule, scheduleEnabled: false })).hasResourceProperties(
      'AWS::Scheduler::Schedule',
      { ScheduleExpression: 'cron(30 7 ? * MON *)', State: 'DISABLED' },
    );
  });

  it('makes a topic with the declared subscribers where none is given', () => {
    const own = new KeyAudit(testStack('us-east-1'), 'Audit', {
      configFile: writeConfiguration(CONFIGURATION),
    });
    templateOf(own).hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'ops@example.com',
    });
  });

  it('refuses a configuration without an auditor, and says how to declare one', () => {
    const configFile = writeConfiguration(configurationWith({ id: 'staging' }));
    expect(() => auditIn({ configFile })).toThrow(
      /KeyAudit needs an auditor, and .*preflight\.config\.json declares none\. Declare "auditor": \{/,
    );
  });

  it('lets a grantee invoke it', () => {
    const granting = auditIn();
    const grant = granting.grantInvoke(new iam.User(granting.fn.stack, 'Person'));
    expect(grant.success).toBe(true);
  });

  it('has no finding of AwsSolutions without an accepted reason', () => {
    const { stack } = auditIn().fn;
    const { success, violations } = new AwsSolutionsChecks(stack).validateScope(stack);
    expect({ success, violations }).toEqual({ success: true, violations: [] });
  });
});
