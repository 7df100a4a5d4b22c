import type { Stack } from 'aws-cdk-lib';
import * as pipelines from 'aws-cdk-lib/pipelines';
import { describe, expect, it } from 'vitest';
import { PipelineGate } from '../../../infra/constructs/pipeline-gate.ts';
import { CONFIGURATION, writeConfiguration } from '../configuration-files.ts';
import { testStack } from '../synthesise.ts';
import { stagesOf, warningsOf } from './gate-in-template.ts';
import { AppStage, cdkPipeline } from './small-pipelines.ts';

const configFile = writeConfiguration(CONFIGURATION);

interface World {
  readonly stack: Stack;
  readonly pipeline: pipelines.CodePipeline;
  readonly gate: PipelineGate;
}

function world(): World {
  const stack = testStack('us-east-1');
  const gate = new PipelineGate(stack, 'Gate', { configFile });
  return { stack, pipeline: cdkPipeline(stack), gate };
}

function waiting(step: pipelines.Step): pipelines.Step {
  const other = new pipelines.ShellStep('Other', { commands: ['true'] });
  other.addStepDependency(step);
  return other;
}

describe('a gate that other steps wait for', () => {
  it('is refused where steps of two stages wait for it', () => {
    const { stack, pipeline, gate } = world();
    const step = gate.step('production');
    pipeline.addStage(new AppStage(stack, 'Europe'), { pre: [step] });
    pipeline.addStage(new AppStage(stack, 'America'), { pre: [waiting(step)] });
    expect(() => stagesOf(stack)).toThrow(/is in "pre" of stage Europe and "pre" of stage America/);
  });

  it('is refused where a step after the deploy waits for it', () => {
    const { stack, pipeline, gate } = world();
    const post = [waiting(gate.step('production'))];
    pipeline.addStage(new AppStage(stack, 'Production'), { post });
    expect(() => stagesOf(stack)).toThrow(/"post" of stage Production holds the gate/);
  });

  it('warns of an approval that waits for it', () => {
    const { stack, pipeline, gate } = world();
    const approve = new pipelines.ManualApprovalStep('Approve');
    approve.addStepDependency(gate.step('production'));
    pipeline.addStage(new AppStage(stack, 'Production'), { pre: [approve] });
    stagesOf(stack);
    expect(warningsOf(stack)).toEqual([expect.stringContaining('does not come before the gate')]);
  });

  it('may be waited for after the deploy of a later stage', () => {
    const { stack, pipeline, gate } = world();
    const step = gate.step('production');
    pipeline.addStage(new AppStage(stack, 'Europe'), { pre: [step] });
    pipeline.addStage(new AppStage(stack, 'America'), { post: [waiting(step)] });
    expect(warningsOf(stack)).toEqual([]);
  });
});
