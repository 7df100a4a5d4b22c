import { Stack, Tags } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { describe, expect, it } from 'vitest';
import { CodeDeployGate } from '../../infra/constructs/code-deploy-gate.ts';
import { RunTable } from '../../infra/constructs/run-table.ts';
import { TwilioPreflightStack } from '../../infra/twilio-preflight-stack.ts';
import {
  CONFIGURATION,
  configurationWith,
  writeConfiguration,
} from '../infra/configuration-files.ts';
import { testApp } from '../infra/synthesise.ts';
import { codeBlocks } from './code-blocks.ts';
import { type GateSettings, type GateShape, gatePermissions } from './gate-permissions.ts';
import { type Permission, permissionsOf, readPolicy, type Statement } from './policy.ts';

/** The policy on the page that is marked with this name. */
function policyNamed(name: string): readonly Statement[] {
  const [block] = codeBlocks('docs/hardening.md').filter(({ policy }) => policy === name);
  return readPolicy(JSON.parse(block?.text ?? 'null'));
}

const FOREIGN = {
  id: 'arn:aws:secretsmanager:eu-west-1:222222222222:secret:twilio-AbCdEf',
  kmsKeyArn: 'arn:aws:kms:eu-west-1:222222222222:key/11111111-2222-3333-4444-555555555555',
};

const inVpc: GateSettings = (scope) => ({
  vpc: ec2.Vpc.fromVpcAttributes(scope, 'Vpc', {
    vpcId: 'vpc-1',
    availabilityZones: ['us-east-1a'],
    privateSubnetIds: ['subnet-1'],
  }),
});

interface Variant extends GateShape {
  readonly name: string;
  readonly configuration: unknown;
}

const VARIANTS: readonly Variant[] = [
  { name: 'as it is deployed', configuration: CONFIGURATION },
  { name: 'with X-Ray', configuration: CONFIGURATION, settings: () => ({ tracing: true }) },
  { name: 'in a VPC', configuration: CONFIGURATION, settings: inVpc },
  {
    name: 'with a history',
    configuration: CONFIGURATION,
    settings: (scope) => ({ history: new RunTable(scope, 'Runs') }),
  },
  {
    name: 'for CodeDeploy',
    configuration: CONFIGURATION,
    make: (scope, props) => {
      const gate = new CodeDeployGate(scope, 'Gate', { ...props, environment: 'production' });
      gate.grantAnswer('arn:aws:codedeploy:us-east-1:111111111111:deploymentgroup:app/group');
    },
  },
  { name: 'with a key in another account', configuration: configurationWith(FOREIGN) },
  {
    name: 'with a role in another account',
    configuration: configurationWith({
      id: FOREIGN.id,
      roleArn: 'arn:aws:iam::222222222222:role/path/twilio-reader',
    }),
  },
];

/** IAM's own matching: `*` is any text, `?` any character. A boundary here has no conditions. */
function matches(pattern: string, text: string): boolean {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  const source = escaped.replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(text);
}

function isAllowed(boundary: readonly Statement[], { action, resource }: Permission): boolean {
  return boundary.some(
    ({ effect, actions, resources, condition }) =>
      effect === 'Allow' &&
      condition === undefined &&
      actions.some((pattern) => matches(pattern, action)) &&
      resources.some((pattern) => matches(pattern, resource)),
  );
}

function withoutAction(statements: readonly Statement[], dropped: string): readonly Statement[] {
  return statements.map((one) => ({
    ...one,
    actions: one.actions.filter((action) => action !== dropped),
  }));
}

describe('the permissions boundary on the page', () => {
  const boundary = policyNamed('boundary');
  const asked = VARIANTS.map((variant) => ({
    ...variant,
    permissions: gatePermissions(variant.configuration, variant),
  }));

  it.each(asked)('lets the gate do all that its role may: $name', ({ permissions }) => {
    expect(permissions).not.toEqual([]);
    expect(permissions.filter((one) => !isAllowed(boundary, one))).toEqual([]);
  });

  it.each(boundary.flatMap(({ actions }) => actions))(
    'needs %s: without it a gate could not do all',
    (action) => {
      const smaller = withoutAction(boundary, action);
      const all = asked.flatMap(({ permissions }) => permissions);
      expect(all.every((one) => isAllowed(smaller, one))).toBe(false);
    },
  );
});

describe('the policy for a role of your own', () => {
  const page = policyNamed('role');
  const asked = gatePermissions(configurationWith({ id: 'prod/twilio/credentials' }));

  it('is exactly what the construct would give its own role', () => {
    expect(permissionsOf(page)).toEqual(asked);
  });

  it.each(page.flatMap(({ actions }) => actions))('would be found out without %s', (action) => {
    expect(permissionsOf(withoutAction(page, action))).not.toEqual(asked);
  });
});

describe('what the page says of the stack', () => {
  const stack = new TwilioPreflightStack(testApp(), 'Test', {
    configFile: writeConfiguration(CONFIGURATION),
  });
  Tags.of(stack).add('service', 'twilio-preflight');
  const template = Template.fromStack(Stack.of(stack));

  it.each([
    'AWS::Lambda::Function',
    'AWS::IAM::Role',
    'AWS::Logs::LogGroup',
    'AWS::SNS::Topic',
    'AWS::KMS::Key',
  ])('a tag on it reaches every %s', (type) => {
    const Tags = Match.arrayWith([{ Key: 'service', Value: 'twilio-preflight' }]);
    template.allResourcesProperties(type, { Tags });
  });

  it.each([
    { type: 'AWS::Logs::LogGroup', policy: 'Retain' },
    { type: 'AWS::KMS::Key', policy: 'Delete' },
    { type: 'AWS::DynamoDB::GlobalTable', policy: 'Retain' },
  ])('the $type of a deleted stack: $policy', ({ type, policy }) => {
    template.allResources(type, { DeletionPolicy: policy });
  });

  it.each([
    ['AWS::Lambda::Function', 'FunctionName'],
    ['AWS::IAM::Role', 'RoleName'],
    ['AWS::Logs::LogGroup', 'LogGroupName'],
    ['AWS::SNS::Topic', 'TopicName'],
  ])('no %s has a name of its own', (type, property) => {
    template.allResourcesProperties(type, { [property]: Match.absent() });
  });

  it('has one function URL, which only IAM opens, no queue and no destination', () => {
    template.resourceCountIs('AWS::Lambda::Url', 1);
    template.allResourcesProperties('AWS::Lambda::Url', { AuthType: 'AWS_IAM' });
    template.resourceCountIs('AWS::SQS::Queue', 0);
    template.allResourcesProperties('AWS::Lambda::EventInvokeConfig', {
      DestinationConfig: Match.absent(),
    });
  });
});
