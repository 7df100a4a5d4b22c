import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as codepipeline from 'aws-cdk-lib/aws-codepipeline';
import { describe, expect, it } from 'vitest';
import { PipelineGate } from '../../../infra/constructs/pipeline-gate.ts';
import { CONFIGURATION, writeConfiguration } from '../configuration-files.ts';
import { testApp, testStack } from '../synthesise.ts';
import { functionIdOf, warningsOf } from './gate-in-template.ts';
import { approveAt, deployTo, pipelineWithSource } from './small-pipelines.ts';

const configFile = writeConfiguration(CONFIGURATION);

interface Conditioned {
  readonly stack: Stack;
  readonly gate: PipelineGate;
}

function conditioned(props: codepipeline.PipelineProps = {}, stack = testStack()): Conditioned {
  const gate = new PipelineGate(stack, 'Gate', { configFile });
  pipelineWithSource(stack, props).addStage({
    stageName: 'Production',
    beforeEntry: { conditions: [gate.condition({ environment: 'production' })] },
    actions: [deployTo(stack)],
  });
  return { stack, gate };
}

function functionId({ stack, gate }: Conditioned): string {
  return functionIdOf(gate, stack);
}

describe('PipelineGate.condition', () => {
  it('fails the stage before it is entered, and asks the gate to throw', () => {
    const world = conditioned();
    Template.fromStack(world.stack).hasResourceProperties('AWS::CodePipeline::Pipeline', {
      Stages: [
        Match.anyValue(),
        Match.objectLike({
          BeforeEntry: {
            Conditions: [
              {
                Result: 'FAIL',
                Rules: [
                  {
                    Name: 'TwilioGate-production',
                    RuleTypeId: {
                      Category: 'Rule',
                      Owner: 'AWS',
                      Provider: 'LambdaInvoke',
                      Version: '1',
                    },
                    Configuration: {
                      FunctionName: { Ref: functionId(world) },
                      UserParameters:
                        '{"environment":"production","throwOnFailure":true,"executionId":"#{codepipeline.PipelineExecutionId}"}',
                    },
                  },
                ],
              },
            ],
          },
        }),
      ],
    });
  });

  it("gives the pipeline's role what the CDK's rule does not", () => {
    const world = conditioned();
    const arn = { 'Fn::GetAtt': [functionId(world), 'Arn'] };
    Template.fromStack(world.stack).hasResourceProperties('AWS::IAM::Policy', {
      Roles: [{ Ref: Match.stringLikeRegexp('^PipelineRole') }],
      PolicyDocument: {
        Statement: Match.arrayWith([
          {
            Effect: 'Allow',
            Action: 'lambda:InvokeFunction',
            Resource: [arn, { 'Fn::Join': ['', [arn, ':*']] }],
          },
          { Effect: 'Allow', Action: 'lambda:ListFunctions', Resource: '*' },
        ]),
      },
    });
  });

  it('watches the failures of that stage, since there is no action to watch', () => {
    Template.fromStack(conditioned().stack).hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        'detail-type': ['CodePipeline Stage Execution State Change'],
        detail: {
          pipeline: [{ Ref: Match.stringLikeRegexp('^Pipeline') }],
          stage: ['Production'],
          state: ['FAILED'],
        },
      },
    });
  });

  it('works for a pipeline in another stack, without a circle', () => {
    const app = testApp();
    const home = new Stack(app, 'Home');
    const gate = new PipelineGate(home, 'Gate', { configFile });
    const stack = new Stack(app, 'Release');
    pipelineWithSource(stack).addStage({
      stageName: 'Production',
      beforeEntry: { conditions: [gate.condition({ environment: 'production' })] },
      actions: [deployTo(stack)],
    });
    app.synth();
    Template.fromStack(stack).resourceCountIs('AWS::Events::Rule', 1);
  });

  it.each([codepipeline.PipelineType.V1, undefined])(
    'is refused on a pipeline of type %s',
    (type) => {
      // The feature flag that makes V2 the default is not set for everyone.
      const stack = testStack();
      stack.node.setContext('@aws-cdk/aws-codepipeline:defaultPipelineTypeToV2', false);
      const world = conditioned({ pipelineType: type as codepipeline.PipelineType }, stack);
      expect(() => Template.fromStack(world.stack)).toThrow(
        /pipeline Test\/Pipeline is of type V1, and only a V2 pipeline has conditions: stage Production would not be gated/,
      );
    },
  );

  it('warns of an approval inside the stage, which a person gives after the verdict', () => {
    const stack = testStack('us-east-1');
    const gate = new PipelineGate(stack, 'Gate', { configFile });
    pipelineWithSource(stack).addStage({
      stageName: 'Production',
      beforeEntry: { conditions: [gate.condition({ environment: 'production' })] },
      actions: [approveAt(1), deployTo(stack, 2)],
    });
    expect(warningsOf(stack)).toEqual([
      expect.stringMatching(
        /stage Production is entered, before the approval Approve: .* days old/,
      ),
    ]);
  });

  it('leaves pipelines without it alone', () => {
    const stack = testStack();
    const gate = new PipelineGate(stack, 'Gate', { configFile });
    gate.condition({ environment: 'production' });
    const plain = pipelineWithSource(stack, { pipelineType: codepipeline.PipelineType.V1 });
    plain.addStage({ stageName: 'Production', actions: [deployTo(stack)] });
    expect(JSON.stringify(Template.fromStack(stack).toJSON())).not.toContain('ListFunctions');
  });

  it('refuses the result SKIP, which goes on to the next stage', () => {
    const gate = new PipelineGate(testStack(), 'Gate', { configFile });
    const result = codepipeline.Result.SKIP;
    expect(() => gate.condition({ environment: 'production', result })).toThrow('only FAIL blocks');
  });

  it('refuses an environment that is not declared', () => {
    const gate = new PipelineGate(testStack(), 'Gate', { configFile });
    expect(() => gate.condition({ environment: 'qa' })).toThrow('Unknown environment: qa');
  });
});
