import { Fn, type Stack, Validations } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PipelineGate } from '../../../infra/constructs/pipeline-gate.ts';
import type { IPipelineGate } from '../../../infra/pipelines/pipeline-gate-base.ts';
import { CONFIGURATION, writeConfiguration } from '../configuration-files.ts';
import { testStack } from '../synthesise.ts';
import { temporaryDirectory } from '../temporary-directory.ts';
import { parametersOf, runOrdersOf, stagesOf, warningsOf } from './gate-in-template.ts';
import { AppStage, cdkPipeline, deployTo, pipelineWithSource } from './small-pipelines.ts';

const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:Preflight-Gate';

function put(stack: Stack, gate: IPipelineGate): void {
  pipelineWithSource(stack).addStage({
    stageName: 'Production',
    actions: [gate.action({ environment: 'production' }), deployTo(stack, 2)],
  });
}

describe('PipelineGate.fromFunctionArn', () => {
  it('gives an action that names the function and says the environment', () => {
    const stack = testStack('us-east-1');
    put(stack, PipelineGate.fromFunctionArn(stack, 'Gate', ARN));
    const stage = stagesOf(stack)['Production'];
    expect(runOrdersOf(stage)).toEqual({ gates: [1], deploys: [2] });
    expect(stage?.Actions[0]?.Configuration).toMatchObject({ FunctionName: 'Preflight-Gate' });
    expect(parametersOf(stage, 'TwilioGate')).toMatchObject({ environment: 'production' });
  });

  it('takes an ARN that is known at deploy only, in a pipeline of a fixed account', () => {
    const stack = testStack('us-east-1');
    const functionArn = Fn.importValue('PreflightGateArn');
    const role = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::123456789012:role/gate');
    put(stack, PipelineGate.fromFunctionAttributes(stack, 'Gate', { functionArn, role }));
    const stage = stagesOf(stack)['Production'];
    const { FunctionName } = stage?.Actions[0]?.Configuration ?? {};
    expect(FunctionName).toEqual({ 'Fn::Select': [6, expect.anything()] });
    expect(JSON.stringify(FunctionName)).toContain('{"Fn::ImportValue":"PreflightGateArn"}');
    expect(warningsOf(stack)).toEqual([]);
    expect(JSON.stringify(Template.fromStack(stack).toJSON())).toContain('PutJobSuccessResult');
  });

  it('gives a step of CDK Pipelines', () => {
    const stack = testStack('us-east-1');
    const gate = PipelineGate.fromFunctionArn(stack, 'Gate', ARN);
    const stage = new AppStage(stack, 'Production');
    cdkPipeline(stack).addStage(stage, { pre: [gate.step('production')] });
    expect(runOrdersOf(stagesOf(stack)['Production'])).toEqual({ gates: [1], deploys: [2, 3] });
  });

  it('lets the pipeline invoke it', () => {
    const stack = testStack('us-east-1');
    put(stack, PipelineGate.fromFunctionArn(stack, 'Gate', ARN));
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: [ARN, `${ARN}:*`] },
        ]),
      },
    });
  });

  it('says that an unknown role may not be able to answer, and what is then seen', () => {
    const stack = testStack('us-east-1');
    put(stack, PipelineGate.fromFunctionArn(stack, 'Gate', ARN));
    expect(warningsOf(stack)).toEqual([
      expect.stringMatching(/PutJobSuccessResult.*hangs for 20 minutes.*imported-gate-answers/),
    ]);
  });

  it('says nothing where that was acknowledged', () => {
    const stack = testStack('us-east-1');
    const gate = PipelineGate.fromFunctionArn(stack, 'Gate', ARN);
    const id = 'twilio-preflight:imported-gate-answers';
    Validations.of(gate).acknowledge({ id, reason: 'It is a PipelineGate.' });
    put(stack, gate);
    expect(warningsOf(stack)).toEqual([]);
  });

  it('gives a known role what it needs, and says nothing', () => {
    const stack = testStack('us-east-1');
    const role = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::123456789012:role/gate');
    put(stack, PipelineGate.fromFunctionAttributes(stack, 'Gate', { functionArn: ARN, role }));
    expect(warningsOf(stack)).toEqual([]);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      Roles: ['gate'],
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: ['codepipeline:PutJobFailureResult', 'codepipeline:PutJobSuccessResult'],
            Resource: '*',
          },
        ],
      },
    });
  });

  it('says that a gate in another account answers there', () => {
    const stack = testStack('us-east-1');
    const arn = ARN.replace('123456789012', '210987654321');
    const role = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::210987654321:role/gate');
    const gate = PipelineGate.fromFunctionAttributes(stack, 'Gate', { functionArn: arn, role });
    const pipeline = pipelineWithSource(stack, { crossAccountKeys: true, pipelineName: 'release' });
    pipeline.addStage({
      stageName: 'Production',
      actions: [gate.action({ environment: 'production' })],
    });
    expect(warningsOf(stack)).toEqual([expect.stringContaining('twilio-preflight:gate-elsewhere')]);
  });

  it.each([
    'Preflight-Gate',
    'arn:aws:lambda:us-east-1:123456789012:layer:x',
    'arn:aws:iam::123456789012:role/gate',
  ])('refuses %s', (arn) => {
    expect(() => PipelineGate.fromFunctionArn(testStack(), 'Gate', arn)).toThrow(
      `"${arn}" is not the ARN of a Lambda function.`,
    );
  });

  it.each([
    { from: 'the configuration that the app has', declared: {} },
    {
      from: 'the configuration that it is given',
      declared: { configFile: writeConfiguration(CONFIGURATION) },
    },
    { from: 'the names that it is given', declared: { environments: ['staging', 'production'] } },
  ])('refuses an environment that is not declared, by $from', ({ declared }) => {
    const attributes = { functionArn: ARN, ...declared };
    const gate = PipelineGate.fromFunctionAttributes(testStack(), 'Gate', attributes);
    const environment = 'prodution';
    const message = 'Unknown environment: prodution (did you mean production?)';
    expect(() => gate.action({ environment })).toThrow(message);
    expect(() => gate.step(environment)).toThrow(message);
    expect(() => gate.condition({ environment })).toThrow(message);
  });

  it('takes the names that it is given rather than the configuration that the app has', () => {
    const attributes = { functionArn: ARN, environments: ['qa'] };
    const gate = PipelineGate.fromFunctionAttributes(testStack(), 'Gate', attributes);
    expect(() => gate.step('qa')).not.toThrow();
    expect(() => gate.step('production')).toThrow('Declared in the configuration: qa.');
  });

  describe('in an app without a configuration', () => {
    beforeEach(() => {
      vi.spyOn(process, 'cwd').mockReturnValue(temporaryDirectory());
    });
    afterEach(() => {
      vi.restoreAllMocks();
    });

    it('says that nothing checks the name of the environment', () => {
      const stack = testStack();
      PipelineGate.fromFunctionArn(stack, 'Gate', ARN).action({ environment: 'prodution' });
      expect(warningsOf(stack)).toEqual([
        expect.stringMatching(/declares the environment prodution.*configFile or environments/),
      ]);
    });

    it.each(['', 'two words', '-x', 'x'.repeat(65)])(
      'refuses the environment "%s"',
      (environment) => {
        const gate = PipelineGate.fromFunctionArn(testStack(), 'Gate', ARN);
        expect(() => gate.action({ environment })).toThrow('is not the name of an environment');
      },
    );
  });
});
