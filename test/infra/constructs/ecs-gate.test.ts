import type { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { describe, expect, it } from 'vitest';
import { EcsGate } from '../../../infra/constructs/ecs-gate.ts';
import { CONFIGURATION, writeConfiguration } from '../configuration-files.ts';
import { warningsOf } from '../pipelines/gate-in-template.ts';
import { testStack } from '../synthesise.ts';

const configFile = writeConfiguration(CONFIGURATION);
const environment = 'production';

function serviceWith(stack: Stack, hook: ecs.IDeploymentLifecycleHookTarget): ecs.FargateService {
  // The CDK's own classes do not fit its interfaces under exactOptionalPropertyTypes.
  const vpc = new ec2.Vpc(stack, 'Vpc') as ec2.IVpc;
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc }) as ecs.ICluster;
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task');
  const image = ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:latest');
  taskDefinition.addContainer('Web', { image });
  const service = new ecs.FargateService(stack, 'Service', {
    cluster,
    taskDefinition,
    deploymentStrategy: ecs.DeploymentStrategy.BLUE_GREEN,
  });
  service.addLifecycleHook(hook);
  return service;
}

/** Sets what becomes of the first hook of a service that gives no answer. */
function onTimeout(service: ecs.FargateService, action: string): void {
  const [resource] = service.node.findAll().filter((one) => one instanceof ecs.CfnService);
  const property = 'DeploymentConfiguration.LifecycleHooks.0.TimeoutConfiguration';
  resource?.addPropertyOverride(property, { Action: action, TimeoutInMinutes: 30 });
}

/** Without those of the CDK about the service itself. */
function ownWarnings(stack: Stack): readonly string[] {
  return warningsOf(stack).filter((one) => one.includes('Twilio'));
}

describe('EcsGate', () => {
  it('is asked before new tasks start, with a role that may invoke it', () => {
    const stack = testStack('us-east-1');
    const gate = new EcsGate(stack, 'Gate', { configFile, environment });
    serviceWith(stack, gate.hook());
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::ECS::Service', {
      DeploymentConfiguration: {
        LifecycleHooks: [
          {
            HookTargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^GateFunction'), 'Arn'] },
            LifecycleStages: ['PRE_SCALE_UP'],
            RoleArn: Match.anyValue(),
          },
        ],
      },
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ PREFLIGHT_ENVIRONMENTS: 'production' }) },
    });
  });

  it('holds the permission of the hook in the role, so that the service waits for it', () => {
    const stack = testStack('us-east-1');
    const gate = new EcsGate(stack, 'Gate', { configFile, environment });
    serviceWith(stack, gate.hook());
    const template = Template.fromStack(stack);
    const policy = {
      Statement: [Match.objectLike({ Effect: 'Allow', Action: 'lambda:InvokeFunction' })],
    };
    template.hasResourceProperties('AWS::IAM::Role', {
      Policies: [Match.objectLike({ PolicyDocument: Match.objectLike(policy) })],
    });
    const separate = Object.keys(template.findResources('AWS::IAM::Policy'));
    expect(separate.filter((id) => id.includes('HookRole'))).toEqual([]);
  });

  it('warns of a service that goes on where the gate gives no answer', () => {
    const stack = testStack('us-east-1');
    const gate = new EcsGate(stack, 'Gate', { configFile, environment });
    onTimeout(serviceWith(stack, gate.hook()), 'CONTINUE');
    expect(ownWarnings(stack)).toEqual([
      expect.stringContaining('takes a gate that gave no answer for one that opened'),
    ]);
  });

  it.each(['ROLLBACK', undefined])('says nothing of the action %s', (action) => {
    const stack = testStack('us-east-1');
    const gate = new EcsGate(stack, 'Gate', { configFile, environment });
    const service = serviceWith(stack, gate.hook());
    if (action !== undefined) onTimeout(service, action);
    expect(ownWarnings(stack)).toEqual([]);
  });

  it('says nothing of a hook that is not its own', () => {
    const stack = testStack('us-east-1');
    const { hookRole: role } = new EcsGate(stack, 'Gate', { configFile, environment });
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:own';
    const fn = lambda.Function.fromFunctionArn(stack, 'Own', arn);
    const lifecycleStages = [ecs.DeploymentLifecycleStage.PRE_SCALE_UP];
    const hook = new ecs.DeploymentLifecycleLambdaTarget(fn, 'Own', { lifecycleStages, role });
    onTimeout(serviceWith(stack, hook), 'CONTINUE');
    expect(ownWarnings(stack)).toEqual([]);
  });

  it('takes other stages, and refuses none at all', () => {
    const gate = new EcsGate(testStack('us-east-1'), 'Gate', { configFile, environment });
    expect(() => gate.hook({ lifecycleStages: [] })).toThrow('would never be asked');
    const stages = [ecs.DeploymentLifecycleStage.PRODUCTION_TRAFFIC_SHIFT];
    const config = gate.hook({ lifecycleStages: stages }).bind(gate);
    expect(config.lifecycleStages).toEqual(['PRODUCTION_TRAFFIC_SHIFT']);
  });

  it('refuses an environment that is not declared', () => {
    const stack = testStack('us-east-1');
    expect(() => new EcsGate(stack, 'Gate', { configFile, environment: 'prod' })).toThrow(
      'Unknown environment: prod',
    );
  });
});
