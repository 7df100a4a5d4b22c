import { SecretValue, Stack, Stage } from 'aws-cdk-lib';
import {
  Artifact,
  type CfnPipeline,
  ExecutionMode,
  type IStage,
  Pipeline,
  PipelineType,
  Result,
  Rule,
} from 'aws-cdk-lib/aws-codepipeline';
import {
  CloudFormationCreateUpdateStackAction,
  LambdaInvokeAction,
  S3SourceAction,
} from 'aws-cdk-lib/aws-codepipeline-actions';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import {
  CodePipeline,
  CodePipelineSource,
  type ICodePipelineActionFactory,
  type IFileSetProducer,
  type ProduceActionOptions,
  ShellStep,
  Step,
} from 'aws-cdk-lib/pipelines';
import { describe, expect, it } from 'vitest';
import { stackReferences } from '../../../local/deployment/physical-names.ts';
import { readAssembly } from '../../../local/deployment/read-assembly.ts';
import { checkDefinition } from '../../../local/pipeline/check-definition.ts';
import { pipelineFromTemplate } from '../../../local/pipeline/from-template.ts';
import type { PipelineDefinition } from '../../../local/pipeline/pipeline-definition.ts';
import { declaredFunction, SMALL_GATE, synthesiseStack } from '../apps/synthesised-app.ts';

const OWNER = { accountId: '111122223333', region: 'us-east-1' };

function read(fill: (stack: Stack) => void, logicalId?: string): PipelineDefinition {
  const assembly = readAssembly(synthesiseStack(fill));
  return pipelineFromTemplate(assembly, stackReferences(assembly, OWNER), logicalId);
}

/** A V2 pipeline with a gate of each kind before its deployment. */
function gatedPipeline(stack: Stack): void {
  const gate = declaredFunction(stack, 'Gate', SMALL_GATE);
  const output = new Artifact();
  const rule = new Rule({
    name: 'Gate',
    provider: 'LambdaInvoke',
    version: '1',
    configuration: { FunctionName: gate.functionName, UserParameters: 'production' },
  });
  new Pipeline(stack, 'Pipeline', {
    pipelineType: PipelineType.V2,
    executionMode: ExecutionMode.QUEUED,
    stages: [
      {
        stageName: 'Source',
        actions: [
          new S3SourceAction({
            actionName: 'Release',
            bucket: Bucket.fromBucketName(stack, 'Bucket', 'releases'),
            bucketKey: 'release.zip',
            output,
          }),
        ],
      },
      {
        stageName: 'Production',
        beforeEntry: { conditions: [{ result: Result.FAIL, rules: [rule] }] },
        actions: [
          new LambdaInvokeAction({
            actionName: 'TwilioGate',
            lambda: gate,
            userParameters: { environment: 'production', stack: stack.stackName },
            variablesNamespace: 'gate',
          }),
          new CloudFormationCreateUpdateStackAction({
            actionName: 'Deploy',
            runOrder: 2,
            stackName: 'Shop-Production',
            templatePath: output.atPath('template.json'),
            adminPermissions: false,
          }),
        ],
      },
    ],
  });
}

class GateStep extends Step implements ICodePipelineActionFactory {
  readonly #gate: LambdaFunction;

  constructor(gate: LambdaFunction) {
    super('TwilioGate');
    this.#gate = gate;
  }

  produceAction(stage: IStage, { actionName, runOrder }: ProduceActionOptions) {
    stage.addAction(new LambdaInvokeAction({ actionName, runOrder, lambda: this.#gate }));
    return { runOrdersConsumed: 1 };
  }
}

/** A pipeline of CDK Pipelines, whose gate is a step before the deployment of a stage. */
function cdkPipeline(stack: Stack): void {
  const gate = declaredFunction(stack, 'Gate', SMALL_GATE);
  const source = CodePipelineSource.gitHub('example/shop', 'main', {
    authentication: SecretValue.unsafePlainText('none'),
  });
  // Its classes have optional members that exactOptionalPropertyTypes holds for undefined.
  const input = source as IFileSetProducer;
  const synth = new ShellStep('Synth', { input, commands: ['npx cdk synth'] }) as IFileSetProducer;
  const pipeline = new CodePipeline(stack, 'Pipeline', {
    synth,
  });
  const production = new Stage(stack, 'Production', {
    env: { account: '111122223333', region: 'us-east-1' },
  });
  new Topic(new Stack(production, 'App'), 'Topic');
  pipeline.addStage(production, { pre: [new GateStep(gate)] });
  pipeline.buildPipeline();
}

describe('pipelineFromTemplate', () => {
  it('reads a pipeline with a gate as action and as condition', () => {
    const definition = read(gatedPipeline);
    const functionName = expect.stringMatching(/^Shop-Gate/);
    expect(definition).toEqual({
      name: expect.stringMatching(/^Shop-Pipeline/),
      pipelineType: 'V2',
      executionMode: 'QUEUED',
      stages: [
        {
          name: 'Source',
          actions: [
            {
              kind: 'source',
              name: 'Release',
              runOrder: 1,
              type: { category: 'Source', owner: 'AWS', provider: 'S3', version: '1' },
              revisionId: '4c1f2ab',
              revisionSummary: 'Release changed',
            },
          ],
        },
        {
          name: 'Production',
          beforeEntry: [
            {
              result: 'FAIL',
              rules: [{ name: 'Gate', functionName, userParameters: 'production' }],
            },
          ],
          actions: [
            {
              kind: 'lambda',
              name: 'TwilioGate',
              runOrder: 1,
              type: { category: 'Invoke', owner: 'AWS', provider: 'Lambda', version: '1' },
              functionName,
              userParameters: '{"environment":"production","stack":"Shop"}',
              namespace: 'gate',
            },
            {
              kind: 'deploy',
              name: 'Deploy',
              runOrder: 2,
              type: { category: 'Deploy', owner: 'AWS', provider: 'CloudFormation', version: '1' },
              target: 'CloudFormation Shop-Production',
            },
          ],
        },
      ],
    });
    expect(() => checkDefinition(definition)).not.toThrow();
  });

  it('reads a pipeline of CDK Pipelines: its gate runs before its deployment', () => {
    const definition = read(cdkPipeline);
    expect(() => checkDefinition(definition)).not.toThrow();
    const production = definition.stages.find(({ name }) => name === 'Production');
    expect(production?.actions.map(({ kind, runOrder }) => [kind, runOrder])).toEqual([
      ['lambda', 1],
      ['deploy', 2],
      ['deploy', 3],
    ]);
  });

  it('finds a function of another stack by the name in its ARN', () => {
    const definition = read((stack) => {
      const output = new Artifact();
      const bucket = Bucket.fromBucketName(stack, 'Bucket', 'releases');
      const gate = LambdaFunction.fromFunctionArn(
        stack,
        'Gate',
        'arn:aws:lambda:us-east-1:111122223333:function:shared-gate',
      );
      new Pipeline(stack, 'Pipeline', {
        stages: [
          {
            stageName: 'Source',
            actions: [
              new S3SourceAction({ actionName: 'Release', bucket, bucketKey: 'a.zip', output }),
            ],
          },
          {
            stageName: 'Production',
            actions: [new LambdaInvokeAction({ actionName: 'TwilioGate', lambda: gate })],
          },
        ],
      });
    });
    expect(definition.stages[1]?.actions).toMatchObject([{ functionName: 'shared-gate' }]);
    expect(definition.stages[1]?.actions[0]).not.toHaveProperty('userParameters');
  });

  it('refuses a condition whose rule it cannot judge, rather than opening it', () => {
    const declared = (stack: Stack): void => {
      gatedPipeline(stack);
      const pipeline = stack.node.findChild('Pipeline').node.defaultChild as CfnPipeline;
      const rule = 'Stages.1.BeforeEntry.Conditions.0.Rules.0.RuleTypeId.Provider';
      pipeline.addPropertyOverride(rule, 'CloudWatchAlarm');
    };
    expect(() => read(declared)).toThrow('Rule Gate: the provider CloudWatchAlarm is not modelled');
  });

  it.each([
    {
      title: 'no pipeline',
      logicalId: undefined,
      says: 'does not have exactly one pipeline. It has: none.',
    },
    { title: 'another pipeline', logicalId: 'Other', says: 'does not have a pipeline Other' },
  ])('refuses a stack with $title', ({ logicalId, says }) => {
    expect(() => read((stack) => new Topic(stack, 'Topic'), logicalId)).toThrow(says);
  });
});
