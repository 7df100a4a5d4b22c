import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import * as codepipeline from 'aws-cdk-lib/aws-codepipeline';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { CodeDeployGate } from '../../infra/constructs/code-deploy-gate.ts';
import { DeploymentGate } from '../../infra/constructs/deployment-gate.ts';
import { EcsGate } from '../../infra/constructs/ecs-gate.ts';
import { PipelineGate } from '../../infra/constructs/pipeline-gate.ts';
import type { IPipelineGate } from '../../infra/pipelines/pipeline-gate-base.ts';
import {
  AppStage,
  cdkPipeline,
  deployTo,
  pipelineWithSource,
} from '../infra/pipelines/small-pipelines.ts';
import { temporaryDirectory } from '../infra/temporary-directory.ts';

const CONFIG_FILE = 'preflight.config.json';
const PRODUCTION = 'production';

/** Where each pipeline of the app lies, below the stack. */
export type PipelineName = 'Action' | 'Queued' | 'Parallel' | 'Imported' | 'Condition' | 'Step';

/**
 * Synthesises, with the real functions bundled, an app that has every form of the gate before its
 * production, and gives its cloud assembly.
 */
export function synthesiseGatedApp(): string {
  const app = new App({
    outdir: temporaryDirectory(),
    analyticsReporting: false,
    builtinCloudFormationValidation: false,
  });
  const stack = new Stack(app, 'Shop', { env: { account: '111122223333', region: 'us-east-1' } });
  const gate = new PipelineGate(stack, 'Gate', { configFile: CONFIG_FILE });
  addPipelines(stack, gate);
  addHooks(stack, gate.alertTopic);
  return app.synth().directory;
}

function addPipelines(stack: Stack, gate: PipelineGate): void {
  const { fn } = gate;
  const imported = PipelineGate.fromFunctionArn(stack, 'ImportedGate', fn.functionArn);
  const { QUEUED, PARALLEL, SUPERSEDED } = codepipeline.ExecutionMode;
  addActionPipeline(stack, gate, { name: 'Action', executionMode: SUPERSEDED });
  addActionPipeline(stack, imported, { name: 'Imported', executionMode: SUPERSEDED });
  addActionPipeline(stack, gate, { name: 'Queued', executionMode: QUEUED });
  addActionPipeline(stack, gate, { name: 'Parallel', executionMode: PARALLEL });
  const conditioned = new Construct(stack, 'Condition');
  pipelineWithSource(conditioned, { pipelineName: 'Condition' }).addStage({
    stageName: 'Production',
    beforeEntry: { conditions: [gate.condition({ environment: PRODUCTION })] },
    actions: [deployTo(conditioned)],
  });
  const stage = new AppStage(stack, 'Production');
  cdkPipeline(stack).addStage(stage, { pre: [gate.step(PRODUCTION)] });
}

interface ActionPipeline {
  readonly name: PipelineName;
  readonly executionMode: codepipeline.ExecutionMode;
}

function addActionPipeline(
  stack: Stack,
  gate: IPipelineGate,
  { name, executionMode }: ActionPipeline,
): void {
  const scope = new Construct(stack, name);
  pipelineWithSource(scope, { pipelineName: name, executionMode }).addStage({
    stageName: 'Production',
    actions: [gate.action({ environment: PRODUCTION }), deployTo(scope, 2)],
  });
}

function addHooks(stack: Stack, alertTopic: sns.ITopic): void {
  const props = { configFile: CONFIG_FILE, environment: PRODUCTION, alertTopic };
  const codeDeploy = new CodeDeployGate(stack, 'CodeDeployGate', props);
  codeDeploy.grantAnswer('arn:aws:codedeploy:us-east-1:111122223333:deploymentgroup:shop/live');
  const ecs = new EcsGate(stack, 'EcsGate', props);
  const guarded = new sns.Topic(stack, 'Guarded');
  new DeploymentGate(stack, 'DeploymentGate', {
    configFile: CONFIG_FILE,
    environments: [PRODUCTION],
    executeBefore: [guarded],
    alertTopic,
  });
  new CfnOutput(stack, 'CodeDeployHook', { value: codeDeploy.fn.functionName });
  new CfnOutput(stack, 'EcsHook', { value: ecs.fn.functionName });
}
