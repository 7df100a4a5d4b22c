import type { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as codedeploy from 'aws-cdk-lib/aws-codedeploy';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sns from 'aws-cdk-lib/aws-sns';
import { AwsSolutionsChecks } from 'cdk-nag';
import { Construct } from 'constructs';
import { describe, expect, it } from 'vitest';
import { CodeDeployGate } from '../../../infra/constructs/code-deploy-gate.ts';
import { DeploymentGate } from '../../../infra/constructs/deployment-gate.ts';
import { EcsGate } from '../../../infra/constructs/ecs-gate.ts';
import { CONFIGURATION, writeConfiguration } from '../configuration-files.ts';
import { testStack } from '../synthesise.ts';
import { fleetOf } from './monitoring/watched-functions.ts';

const configFile = writeConfiguration(CONFIGURATION);
const environment = 'production';

function alertTopicIn(stack: Stack): sns.ITopic {
  return sns.Topic.fromTopicArn(stack, 'Alerts', 'arn:aws:sns:us-east-1:123456789012:alerts');
}

function applicationIn(stack: Stack): lambda.Alias {
  const fn = new lambda.Function(stack, 'App', {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async () => {};'),
  });
  return new lambda.Alias(stack, 'Live', {
    aliasName: 'live',
    version: fn.currentVersion as lambda.IVersion,
  });
}

function deploymentGroupIn(stack: Stack): codedeploy.LambdaDeploymentGroup {
  return new codedeploy.LambdaDeploymentGroup(stack, 'Group', { alias: applicationIn(stack) });
}

function codeDeployGateIn(stack: Stack): CodeDeployGate {
  return new CodeDeployGate(stack, 'Gate', {
    configFile,
    environment,
    alertTopic: alertTopicIn(stack),
  });
}

const verifies = (names: string): object => ({
  Environment: { Variables: Match.objectLike({ PREFLIGHT_ENVIRONMENTS: names }) },
});

describe('CodeDeployGate', () => {
  it('stands before the traffic of a Lambda deployment and may answer that group alone', () => {
    const stack = testStack('us-east-1');
    codeDeployGateIn(stack).guard(deploymentGroupIn(stack));
    const template = Template.fromStack(stack);
    template.hasResource('AWS::Lambda::Alias', {
      UpdatePolicy: {
        CodeDeployLambdaAliasUpdate: Match.objectLike({
          BeforeAllowTrafficHook: { Ref: Match.stringLikeRegexp('^GateFunction') },
        }),
      },
    });
    template.hasResourceProperties('AWS::Lambda::Function', verifies('production'));
    template.hasResourceProperties('AWS::IAM::Policy', {
      Roles: [{ Ref: Match.stringLikeRegexp('^GateRole') }],
      PolicyDocument: {
        Statement: Match.arrayWith([
          {
            Effect: 'Allow',
            Action: 'codedeploy:PutLifecycleEventHookExecutionStatus',
            Resource: {
              'Fn::Join': [
                '',
                [
                  'arn:aws:codedeploy:us-east-1:123456789012:deploymentgroup:',
                  { Ref: Match.stringLikeRegexp('^GroupApplication') },
                  '/',
                  { Ref: Match.stringLikeRegexp('^Group') },
                ],
              ],
            },
          },
        ]),
      },
    });
  });

  it('may answer a group by its ARN', () => {
    const stack = testStack('us-east-1');
    const arn = 'arn:aws:codedeploy:us-east-1:123456789012:deploymentgroup:app/production';
    codeDeployGateIn(stack).grantAnswer(arn);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          {
            Effect: 'Allow',
            Action: 'codedeploy:PutLifecycleEventHookExecutionStatus',
            Resource: arn,
          },
        ]),
      },
    });
  });

  it('is refused where it may answer nobody', () => {
    const stack = testStack('us-east-1');
    codeDeployGateIn(stack);
    expect(() => Template.fromStack(stack)).toThrow('CodeDeploy would wait for it for an hour');
  });

  it('may not answer pipeline jobs', () => {
    const stack = testStack('us-east-1');
    codeDeployGateIn(stack).guard(deploymentGroupIn(stack));
    expect(JSON.stringify(Template.fromStack(stack).toJSON())).not.toContain('codepipeline:');
  });
});

describe('DeploymentGate', () => {
  function gateIn(stack: Stack, releaseId?: string): Template {
    const guarded = new sns.Topic(stack, 'Guarded');
    new DeploymentGate(stack, 'Gate', {
      configFile,
      executeBefore: [guarded],
      alertTopic: alertTopicIn(stack),
      ...(releaseId !== undefined && { releaseId }),
    });
    return Template.fromStack(stack);
  }

  it('runs before what it guards, and verifies every declared environment', () => {
    const template = gateIn(testStack());
    template.hasResource('AWS::SNS::Topic', {
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('^GateTrigger')]),
    });
    template.hasResourceProperties('AWS::Lambda::Function', verifies('staging,production'));
  });

  it('waits for the answer of the function, longer than the function may take', () => {
    gateIn(testStack()).hasResourceProperties('Custom::Trigger', {
      InvocationType: 'RequestResponse',
      Timeout: '130000',
    });
  });

  it('runs again for another release, and not for the same', () => {
    const versionOf = (releaseId: string): string | undefined =>
      Object.keys(gateIn(testStack(), releaseId).findResources('AWS::Lambda::Version'))[0];
    expect(versionOf('1')).toBe(versionOf('1'));
    expect(versionOf('1')).not.toBe(versionOf('2'));
  });

  it('refuses more names than the variables of a function hold', () => {
    const executeBefore = [new Construct(testStack(), 'Guarded')];
    const props = { configFile: writeConfiguration(fleetOf(300)), executeBefore };
    expect(() => new DeploymentGate(testStack(), 'Gate', props)).toThrow(
      /names of the 300 environments to verify have \d{4} characters, .* hold 3500 of them: name fewer/,
    );
  });

  it('refuses to stand before nothing', () => {
    const stack = testStack();
    expect(() => new DeploymentGate(stack, 'Gate', { configFile, executeBefore: [] })).toThrow(
      'would stand before nothing',
    );
  });
});

describe('the gates outside CodePipeline', () => {
  it('have no finding of AwsSolutions without an accepted reason', () => {
    const stack = testStack('us-east-1');
    const arn = 'arn:aws:codedeploy:us-east-1:123456789012:deploymentgroup:app/production';
    const scope = new Construct(stack, 'Gates');
    const props = { configFile, environment };
    new CodeDeployGate(scope, 'CodeDeploy', props).grantAnswer(arn);
    new EcsGate(scope, 'Ecs', props).hook().bind(scope);
    const executeBefore = [new Construct(stack, 'Guarded')];
    new DeploymentGate(scope, 'Deployment', { configFile, executeBefore });
    const { violations } = new AwsSolutionsChecks(stack.node.root).validateScope(stack.node.root);
    expect(violations).toEqual([]);
  });
});
