import { describe, expect, it } from 'vitest';
import { PipelineGate } from '../../../infra/constructs/pipeline-gate.ts';
import { CONFIGURATION, writeConfiguration } from '../configuration-files.ts';
import { testStack } from '../synthesise.ts';
import { parametersOf, runOrdersOf, stagesOf } from './gate-in-template.ts';
import { AppStage, cdkPipeline } from './small-pipelines.ts';

const configFile = writeConfiguration(CONFIGURATION);

describe('PipelineGate.step', () => {
  it('stands before everything that addStage deploys', () => {
    const stack = testStack('us-east-1');
    const gate = new PipelineGate(stack, 'Gate', { configFile });
    const stage = new AppStage(stack, 'Production');
    cdkPipeline(stack).addStage(stage, { pre: [gate.step('production')] });
    const { gates, deploys } = runOrdersOf(stagesOf(stack)['Production']);
    expect(gates).toEqual([1]);
    expect(deploys).toEqual([2, 3]);
  });

  it('stands before everything that addWave deploys, one gate for each environment', () => {
    const stack = testStack('us-east-1');
    const gate = new PipelineGate(stack, 'Gate', { configFile });
    const wave = cdkPipeline(stack).addWave('Everywhere', {
      pre: [gate.step('staging'), gate.step('production')],
    });
    wave.addStage(new AppStage(stack, 'Staging'));
    wave.addStage(new AppStage(stack, 'Production'));
    const { gates, deploys } = runOrdersOf(stagesOf(stack)['Everywhere']);
    expect(gates).toHaveLength(2);
    expect(Math.max(...gates)).toBeLessThan(Math.min(...deploys));
  });

  it('says the environment, the pipeline and the execution', () => {
    const stack = testStack('us-east-1');
    const gate = new PipelineGate(stack, 'Gate', { configFile });
    const stage = new AppStage(stack, 'Production');
    cdkPipeline(stack).addStage(stage, { pre: [gate.step('production')] });
    expect(parametersOf(stagesOf(stack)['Production'], 'TwilioGate-production')).toEqual({
      environment: 'production',
      pipeline: 'Test-Pipelines-Pipeline',
      executionId: '#{codepipeline.PipelineExecutionId}',
    });
  });

  it('is refused as a step after the deployment, where it stops nothing', () => {
    const stack = testStack('us-east-1');
    const gate = new PipelineGate(stack, 'Gate', { configFile });
    const stage = new AppStage(stack, 'Production');
    cdkPipeline(stack).addStage(stage, { post: [gate.step('production')] });
    expect(() => stagesOf(stack)).toThrow(
      `"post" of stage Production holds the gate TwilioGate-production, which could then stop nothing: it runs after the deploy. Put it into "pre" of the stage or wave that it guards: pre: [gate.step('production')].`,
    );
  });

  it('refuses an environment that is not declared', () => {
    const gate = new PipelineGate(testStack(), 'Gate', { configFile });
    expect(() => gate.step('qa')).toThrow('Unknown environment: qa');
  });
});
