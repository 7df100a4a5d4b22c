import { Match } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { describe, expect, it } from 'vitest';
import { PipelineGate, type PipelineGateProps } from '../../../infra/constructs/pipeline-gate.ts';
import { RunTable } from '../../../infra/constructs/run-table.ts';
import { CONFIGURATION, environment, writeConfiguration } from '../configuration-files.ts';
import { templateOf, testStack } from '../synthesise.ts';

const TOPIC_ARN = 'arn:aws:sns:us-east-1:123456789012:alerts';

function gateIn(region: string, props: Partial<PipelineGateProps> = {}): PipelineGate {
  const stack = testStack(region);
  return new PipelineGate(stack, 'Gate', {
    configFile: writeConfiguration(CONFIGURATION),
    alertTopic: sns.Topic.fromTopicArn(stack, 'Topic', TOPIC_ARN),
    ...props,
  });
}

describe('the function of PipelineGate', () => {
  const template = templateOf(gateIn('us-east-1'));

  it.each([
    { promise: 'runs on Node 24', properties: { Runtime: 'nodejs24.x' } },
    { promise: 'runs on arm64', properties: { Architectures: ['arm64'] } },
    { promise: 'starts at index.handler', properties: { Handler: 'index.handler' } },
    { promise: 'has 512 MB', properties: { MemorySize: 512 } },
    { promise: 'has two minutes', properties: { Timeout: 120 } },
    {
      promise: 'knows only its topic and its stack from the environment',
      properties: {
        Environment: {
          Variables: Match.exact({
            PREFLIGHT_ALERT_TOPIC_ARN: TOPIC_ARN,
            POWERTOOLS_SERVICE_NAME: 'Test',
          }),
        },
      },
    },
    {
      promise: 'logs JSON with levels into a group of its own',
      properties: {
        LoggingConfig: {
          LogFormat: 'JSON',
          ApplicationLogLevel: 'INFO',
          SystemLogLevel: 'INFO',
          LogGroup: { Ref: Match.stringLikeRegexp('^GateLogs') },
        },
      },
    },
    {
      promise: 'stores no event that failed: it carries credentials',
      properties: { DeadLetterConfig: Match.absent() },
    },
    { promise: 'has no name of its own', properties: { FunctionName: Match.absent() } },
  ])('$promise', ({ properties }) => {
    template.hasResourceProperties('AWS::Lambda::Function', properties);
  });

  it('is tried once per event, which is dropped after 15 minutes and sent nowhere', () => {
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 900,
      DestinationConfig: Match.absent(),
    });
  });

  it('keeps its logs for a year', () => {
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 365 });
  });

  it('takes another memory size and retention', () => {
    const logRetention = logs.RetentionDays.ONE_MONTH;
    const other = templateOf(gateIn('us-east-1', { memorySize: 1024, logRetention }));
    other.hasResourceProperties('AWS::Lambda::Function', { MemorySize: 1024 });
    other.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
  });

  it('has a role that only Lambda may take and that holds no managed policy', () => {
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Action: 'sts:AssumeRole',
            Effect: 'Allow',
            Principal: { Service: 'lambda.amazonaws.com' },
          },
        ],
      },
      ManagedPolicyArns: Match.absent(),
    });
  });

  it('refuses a topic in another Region, where it could not publish', () => {
    expect(() => gateIn('eu-west-1')).toThrow(
      'The alert topic is in us-east-1, the function in eu-west-1.',
    );
  });

  it('refuses a test call without the table that keeps it from being placed twice', () => {
    const testCall = {
      kind: 'voice',
      from: '+15551230000',
      to: '+15551239999',
      acknowledgeCharges: true,
    };
    const declared = environment(`AC${'21'.repeat(16)}`, { id: 'staging/twilio' });
    const content = { environments: { staging: { ...declared, testCall } } };
    const configFile = writeConfiguration(content);
    expect(() => gateIn('us-east-1', { configFile })).toThrow(
      /\.testCall needs the table of runs: give "history"/,
    );
    const stack = testStack('us-east-1');
    const history = new RunTable(stack, 'Runs');
    const alertTopic = sns.Topic.fromTopicArn(stack, 'Topic', TOPIC_ARN);
    expect(
      () => new PipelineGate(stack, 'Gate', { configFile, history, alertTopic }),
    ).not.toThrow();
  });

  it('lets a grantee invoke it', () => {
    const gate = gateIn('us-east-1');
    const grant = gate.grantInvoke(new iam.User(gate.fn.stack, 'Person'));
    expect(grant.success).toBe(true);
    templateOf(gate).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: [Match.objectLike({ Action: 'lambda:InvokeFunction' })] },
    });
  });
});
