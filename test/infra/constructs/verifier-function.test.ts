import { RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { PipelineGate, type PipelineGateProps } from '../../../infra/constructs/pipeline-gate.ts';
import { configurationWith, writeConfiguration } from '../configuration-files.ts';
import { testStack } from '../synthesise.ts';

const configFile = writeConfiguration(configurationWith({ id: 'twilio' }));
const TOPIC_ARN = 'arn:aws:sns:us-east-1:123456789012:alerts';
const SECRET = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:twilio-??????';

type Make = (stack: Stack) => Partial<PipelineGateProps>;

function templateWith(make: Make): Template {
  const stack = testStack('us-east-1');
  const alertTopic = sns.Topic.fromTopicArn(stack, 'Topic', TOPIC_ARN);
  new PipelineGate(stack, 'Gate', { configFile, alertTopic, backstop: false, ...make(stack) });
  return Template.fromStack(stack);
}

function vpcIn(stack: Stack): ec2.IVpc {
  // The CDK's own class does not fit its interface under exactOptionalPropertyTypes.
  return new ec2.Vpc(stack, 'Vpc', { natGateways: 1 }) as ec2.IVpc;
}

/** All statements of the role's policies. */
function statementsOf(template: Template): readonly unknown[] {
  return Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
    (policy) => policy['Properties'].PolicyDocument.Statement,
  );
}

const READS_AND_TELLS = [
  {
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: { 'Fn::GetAtt': [expect.stringMatching(/^GateLogs/), 'Arn'] },
  },
  {
    Effect: 'Allow',
    Action: ['sns:ListSubscriptionsByTopic', 'sns:Publish'],
    Resource: TOPIC_ARN,
  },
  {
    Effect: 'Allow',
    Action: 'secretsmanager:GetSecretValue',
    Resource: SECRET,
    Condition: {
      'ForAnyValue:StringEquals': {
        'secretsmanager:VersionStage': ['AWSCURRENT', 'AWSPREVIOUS', 'AWSPENDING'],
      },
    },
  },
  { Effect: 'Allow', Action: 'secretsmanager:DescribeSecret', Resource: SECRET },
];

const ANSWERS_JOBS = {
  Effect: 'Allow',
  Action: ['codepipeline:PutJobFailureResult', 'codepipeline:PutJobSuccessResult'],
  Resource: '*',
};

describe('the role of a function', () => {
  it.each([
    { name: 'no more than it needs', make: () => ({}), more: [] },
    {
      name: 'X-Ray, where traces are asked for',
      make: () => ({ tracing: true }),
      more: [
        {
          Effect: 'Allow',
          Action: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
          Resource: '*',
        },
      ],
    },
    {
      name: 'network interfaces, in a VPC',
      make: (stack: Stack) => ({ vpc: vpcIn(stack) }),
      more: [
        {
          Effect: 'Allow',
          Action: [
            'ec2:AssignPrivateIpAddresses',
            'ec2:CreateNetworkInterface',
            'ec2:DeleteNetworkInterface',
            'ec2:DescribeNetworkInterfaces',
            'ec2:DescribeSubnets',
            'ec2:UnassignPrivateIpAddresses',
          ],
          Resource: '*',
        },
      ],
    },
  ])('holds $name', ({ make, more }) => {
    const wanted = [...READS_AND_TELLS, ...more, ANSWERS_JOBS];
    const statements = statementsOf(templateWith(make));
    // On "*" the CDK merges what is allowed without a condition.
    const actionsOnAll = (all: readonly unknown[]): readonly unknown[] =>
      (all as readonly { Resource: unknown; Action: string | readonly string[] }[])
        .filter(({ Resource }) => Resource === '*')
        .flatMap(({ Action }) => Action)
        .sort();
    const isNarrow = (one: unknown): boolean => (one as { Resource: unknown }).Resource !== '*';
    expect(statements.filter(isNarrow)).toEqual(wanted.filter(isNarrow));
    expect(actionsOnAll(statements)).toEqual(actionsOnAll(wanted));
  });

  it('is yours where you bring one, with the same permissions', () => {
    const template = templateWith((stack) => ({
      role: iam.Role.fromRoleArn(stack, 'Mine', 'arn:aws:iam::123456789012:role/mine'),
    }));
    template.resourceCountIs('AWS::IAM::Role', 0);
    template.hasResourceProperties('AWS::Lambda::Function', {
      Role: 'arn:aws:iam::123456789012:role/mine',
    });
    template.hasResourceProperties('AWS::IAM::Policy', { Roles: ['mine'] });
    expect(statementsOf(template)).toHaveLength(READS_AND_TELLS.length + 1);
  });

  it('is left alone where it may not be changed', () => {
    const template = templateWith((stack) => ({
      role: iam.Role.fromRoleArn(stack, 'Mine', 'arn:aws:iam::123456789012:role/mine', {
        mutable: false,
      }),
    }));
    template.resourceCountIs('AWS::IAM::Policy', 0);
  });

  it('has the permissions boundary it is given', () => {
    const arn = 'arn:aws:iam::123456789012:policy/boundary';
    const template = templateWith((stack) => ({
      permissionsBoundary: iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', arn),
    }));
    template.hasResourceProperties('AWS::IAM::Role', { PermissionsBoundary: arn });
  });
});

describe('the settings of a function', () => {
  it.each([
    {
      name: 'traces without capturing events',
      make: () => ({ tracing: true }),
      properties: { TracingConfig: { Mode: 'Active' } },
    },
    { name: 'no traces', make: () => ({}), properties: { TracingConfig: Match.absent() } },
    {
      name: 'concurrency of its own',
      make: () => ({ reservedConcurrentExecutions: 10 }),
      properties: { ReservedConcurrentExecutions: 10 },
    },
    { name: 'no VPC', make: () => ({}), properties: { VpcConfig: Match.absent() } },
    {
      name: 'private subnets and a security group of its own in a VPC',
      make: (stack: Stack) => ({ vpc: vpcIn(stack) }),
      properties: {
        VpcConfig: {
          SubnetIds: Match.arrayWith([
            { Ref: Match.stringLikeRegexp('PrivateSubnet1') },
            { Ref: Match.stringLikeRegexp('PrivateSubnet2') },
          ]),
          SecurityGroupIds: [Match.anyValue()],
        },
      },
    },
  ])('can be $name', ({ make, properties }) => {
    templateWith(make).hasResourceProperties('AWS::Lambda::Function', properties);
  });

  it('keeps the logs when the stack goes, unless told otherwise', () => {
    templateWith(() => ({})).hasResource('AWS::Logs::LogGroup', { DeletionPolicy: 'Retain' });
    templateWith(() => ({ logRemovalPolicy: RemovalPolicy.DESTROY })).hasResource(
      'AWS::Logs::LogGroup',
      { DeletionPolicy: 'Delete' },
    );
  });

  it.each([
    {
      name: 'subnets without a VPC',
      make: () => ({ vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS } }),
      says: 'need "vpc"',
    },
    {
      name: 'a boundary for a role of yours',
      make: (stack: Stack) => ({
        role: iam.Role.fromRoleArn(stack, 'Mine', 'arn:aws:iam::123456789012:role/mine'),
        permissionsBoundary: iam.ManagedPolicy.fromAwsManagedPolicyName('X'),
      }),
      says: 'Give "role" or "permissionsBoundary"',
    },
    {
      name: 'a concurrency of 0, which turns it off',
      make: () => ({ reservedConcurrentExecutions: 0 }),
      says: 'pipelines would wait 20 minutes',
    },
    ...['', 'customers', 'customers/*', '*/'].map((prefix) => ({
      name: `the prefix "${prefix}" of secrets`,
      make: () => ({ secretPrefixes: [prefix] }),
      says: `"secretPrefixes" has "${prefix}": give the beginning of names, without a wildcard`,
    })),
  ])('refuse $name', ({ make, says }) => {
    expect(() => templateWith(make)).toThrow(says);
  });

  it('have no finding of AwsSolutions without an accepted reason, all of them at once', () => {
    const stack = testStack('us-east-1');
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-1',
      availabilityZones: ['us-east-1a'],
      privateSubnetIds: ['subnet-1'],
    });
    const props = { configFile, vpc, tracing: true, reservedConcurrentExecutions: 10 };
    new PipelineGate(stack, 'Gate', props);
    const { violations } = new AwsSolutionsChecks(stack.node.root).validateScope(stack.node.root);
    expect(violations).toEqual([]);
  });

  it.each([undefined, 'us-east-1'])('have none by prefixes of secrets, in Region %s', (region) => {
    const stack = testStack(region);
    const secrets = [{ id: 'customers/1' }, { id: 'customers/2', region: 'eu-west-1' }] as const;
    const configFile = writeConfiguration(configurationWith(...secrets));
    new PipelineGate(stack, 'Gate', { configFile, secretPrefixes: ['customers/'] });
    const { violations } = new AwsSolutionsChecks(stack.node.root).validateScope(stack.node.root);
    expect(violations).toEqual([]);
  });
});
