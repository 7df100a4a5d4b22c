import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { parseUserParameters } from '../../../functions/handlers/gate/user-parameters.ts';
import { PipelineGate } from '../../../infra/constructs/pipeline-gate.ts';
import { CONFIGURATION, writeConfiguration } from '../configuration-files.ts';
import { testApp, testStack } from '../synthesise.ts';
import {
  functionIdOf,
  parametersOf,
  runOrdersOf,
  stagesOf,
  warningsOf,
} from './gate-in-template.ts';
import {
  approveAt,
  createChangeSet,
  deployTo,
  executeChangeSet,
  pipelineWithSource,
} from './small-pipelines.ts';

const configFile = writeConfiguration(CONFIGURATION);

function gateIn(stack: Stack): PipelineGate {
  return new PipelineGate(stack, 'Gate', { configFile });
}

describe('PipelineGate.action', () => {
  it('stands before the deploy action of its stage, takes no artifact, and has one name', () => {
    const stack = testStack();
    const pipeline = pipelineWithSource(stack);
    const gate = gateIn(stack).action({ environment: 'production' });
    pipeline.addStage({ stageName: 'Production', actions: [gate, deployTo(stack, 2)] });
    const stage = stagesOf(stack)['Production'];
    expect(runOrdersOf(stage)).toEqual({ gates: [1], deploys: [2] });
    expect(stage?.Actions[0]).toMatchObject({ Name: 'TwilioGate' });
    expect(stage?.Actions[0]).not.toHaveProperty('InputArtifacts');
  });

  it('says the environment, the pipeline and the execution, as the handler reads them', () => {
    const stack = testStack();
    const pipeline = pipelineWithSource(stack, { pipelineName: 'storefront' });
    const gate = gateIn(stack).action({ environment: 'production' });
    pipeline.addStage({ stageName: 'Production', actions: [gate, deployTo(stack, 2)] });
    const said = parametersOf(stagesOf(stack)['Production'], 'TwilioGate');
    expect(said).toEqual({
      environment: 'production',
      pipeline: 'storefront',
      executionId: '#{codepipeline.PipelineExecutionId}',
    });
    expect(parseUserParameters(JSON.stringify(said))).toMatchObject({ pipeline: 'storefront' });
  });

  it('says the path in the app of a pipeline that was given no name', () => {
    const stack = testStack();
    const gate = gateIn(stack).action({ environment: 'production', versionStage: 'AWSPENDING' });
    pipelineWithSource(stack).addStage({ stageName: 'Production', actions: [gate] });
    expect(parametersOf(stagesOf(stack)['Production'], 'TwilioGate')).toMatchObject({
      pipeline: 'Test-Pipeline',
      versionStage: 'AWSPENDING',
    });
  });

  it('says the end of a path that is longer than the handler takes', () => {
    const stack = new Stack(testApp(), 'S'.repeat(120));
    const gate = gateIn(stack).action({ environment: 'production' });
    pipelineWithSource(stack).addStage({ stageName: 'Production', actions: [gate] });
    const said = parametersOf(stagesOf(stack)['Production'], 'TwilioGate');
    expect(parseUserParameters(JSON.stringify(said)).pipeline).toBe(`${'S'.repeat(91)}-Pipeline`);
  });

  it('goes into a pipeline of another stack, which then depends on the gate', () => {
    const app = testApp();
    const home = new Stack(app, 'Home');
    const stack = new Stack(app, 'Release');
    const gate = gateIn(home).action({ environment: 'production' });
    pipelineWithSource(stack).addStage({ stageName: 'Production', actions: [gate] });
    expect(stagesOf(stack)['Production']?.Actions).toHaveLength(1);
    expect(stack.dependencies.map(({ stackName }) => stackName)).toEqual(['Home']);
  });

  it.each([
    { order: undefined, when: 'at the same time as the gate TwilioGate (run order 1)' },
    { order: 1, when: 'at the same time as the gate TwilioGate (run order 1)' },
  ])('is refused where a deploy action has the run order $order', ({ order, when }) => {
    const stack = testStack();
    const gate = gateIn(stack).action({ environment: 'production' });
    const pipeline = pipelineWithSource(stack);
    pipeline.addStage({ stageName: 'Production', actions: [gate, deployTo(stack, order)] });
    expect(() => stagesOf(stack)).toThrow(when);
  });

  it('is refused after a deploy action, also one that is added later', () => {
    const stack = testStack();
    const gate = gateIn(stack).action({ environment: 'production', runOrder: 3 });
    const stage = pipelineWithSource(stack).addStage({ stageName: 'Production', actions: [gate] });
    stage.addAction(deployTo(stack, 2));
    expect(() => stagesOf(stack)).toThrow('runs before the gate TwilioGate (run order 3)');
  });

  it('takes a change set that is created before it, and refuses one that is executed before it', () => {
    const stack = testStack('us-east-1');
    const gate = gateIn(stack).action({ environment: 'production', runOrder: 2 });
    pipelineWithSource(stack).addStage({
      stageName: 'Production',
      actions: [createChangeSet(1), gate, executeChangeSet(3)],
    });
    expect(stagesOf(stack)['Production']?.Actions.map(({ RunOrder }) => RunOrder)).toEqual([
      1, 2, 3,
    ]);
    const other = testStack('us-east-1');
    pipelineWithSource(other).addStage({
      stageName: 'Production',
      actions: [
        createChangeSet(1),
        gateIn(other).action({ environment: 'production', runOrder: 3 }),
        executeChangeSet(2),
      ],
    });
    expect(() => stagesOf(other)).toThrow(
      'the deploy action Execute (run order 2) runs before the gate TwilioGate (run order 3), which could then stop nothing. Give Execute a run order of 4 or more; if it deploys another environment, put it into another stage.',
    );
  });

  it('is refused in two stages, both named, where it is one object', () => {
    const stack = testStack('us-east-1');
    const gate = gateIn(stack).action({ environment: 'production' });
    const pipeline = pipelineWithSource(stack);
    pipeline.addStage({ stageName: 'Europe', actions: [gate] });
    pipeline.addStage({ stageName: 'America', actions: [gate] });
    expect(() => stagesOf(stack)).toThrow(
      "One action object of the gate TwilioGate is in stage Europe and stage America. Make an action for each: gate.action({ environment: 'production' }).",
    );
  });

  it('goes into two stages where each has its own', () => {
    const stack = testStack('us-east-1');
    const gate = gateIn(stack);
    const pipeline = pipelineWithSource(stack);
    for (const stageName of ['Europe', 'America']) {
      pipeline.addStage({ stageName, actions: [gate.action({ environment: 'production' })] });
    }
    expect(stagesOf(stack)['America']?.Actions).toHaveLength(1);
  });

  it.each([
    { name: 'beside the gate', approval: 1, warns: true },
    { name: 'after the gate', approval: 2, warns: true },
    { name: 'after the deploy', approval: 4, warns: false },
  ])('warns where a person approves $name: $warns', ({ approval, warns }) => {
    const stack = testStack('us-east-1');
    const gate = gateIn(stack).action({ environment: 'production' });
    const actions = [approveAt(approval), gate, deployTo(stack, 3)];
    pipelineWithSource(stack).addStage({ stageName: 'Production', actions });
    expect(warningsOf(stack)).toEqual(
      warns
        ? [
            expect.stringContaining(
              `the verdict may be days old when a person approves. Give the gate a run order of ${approval + 1} or more`,
            ),
          ]
        : [],
    );
  });

  it('says nothing of an approval that comes before the gate', () => {
    const stack = testStack('us-east-1');
    const gate = gateIn(stack).action({ environment: 'production', runOrder: 2 });
    const actions = [approveAt(1), gate, deployTo(stack, 3)];
    pipelineWithSource(stack).addStage({ stageName: 'Production', actions });
    expect(warningsOf(stack)).toEqual([]);
  });

  it('refuses an environment that is not declared, and names the nearest', () => {
    expect(() => gateIn(testStack()).action({ environment: 'prodution' })).toThrow(
      'Unknown environment: prodution (did you mean production?)',
    );
  });

  it('refuses parameters that CodePipeline would not take', () => {
    const stack = testStack();
    const name = new CfnParameter(stack, 'Name').valueAsString;
    const gate = gateIn(stack).action({ environment: `${name}${'x'.repeat(950)}` });
    const pipeline = pipelineWithSource(stack);
    expect(() => pipeline.addStage({ stageName: 'Production', actions: [gate] })).toThrow(
      /UserParameters of \S+ has 10\d\d characters; CodePipeline takes at most 1000/,
    );
  });

  it('lets the pipeline invoke this one function, and nothing more', () => {
    const stack = testStack();
    const gate = gateIn(stack);
    const action = gate.action({ environment: 'production' });
    pipelineWithSource(stack).addStage({ stageName: 'Production', actions: [action] });
    const fn = { 'Fn::GetAtt': [functionIdOf(gate, stack), 'Arn'] };
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          { Effect: 'Allow', Action: 'lambda:ListFunctions', Resource: '*' },
          {
            Effect: 'Allow',
            Action: 'lambda:InvokeFunction',
            Resource: [fn, { 'Fn::Join': ['', [fn, ':*']] }],
          },
        ]),
      },
    });
  });
});
