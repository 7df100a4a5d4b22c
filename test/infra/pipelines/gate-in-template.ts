import type { CfnElement, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import type { PipelineGate } from '../../../infra/constructs/pipeline-gate.ts';
import type { StageInTemplate } from './small-pipelines.ts';

/** The stages of the one pipeline in a stack, by name. Synthesises. */
export function stagesOf(stack: Stack): Readonly<Record<string, StageInTemplate>> {
  const found = Template.fromStack(stack).findResources('AWS::CodePipeline::Pipeline');
  const [pipeline] = Object.values(found);
  const stages: readonly StageInTemplate[] = pipeline?.['Properties'].Stages ?? [];
  return Object.fromEntries(stages.map((stage) => [stage.Name, stage]));
}

/** The texts of the warnings of a stack. Synthesises. */
export function warningsOf(stack: Stack): readonly string[] {
  return Annotations.fromStack(stack)
    .findWarning('*', Match.anyValue())
    .map(({ entry }) => String(entry.data));
}

/** The logical id of a gate's function. */
export function functionIdOf(gate: PipelineGate, stack: Stack): string {
  return stack.getLogicalId(gate.fn.node.defaultChild as CfnElement);
}

/** What an action says to the gate. */
export function parametersOf(stage: StageInTemplate | undefined, action: string): unknown {
  const found = stage?.Actions.find(({ Name }) => Name === action);
  return JSON.parse(String(found?.Configuration['UserParameters']));
}

/** The run orders of a stage: of its gates, and of its deploy actions. */
export function runOrdersOf(stage: StageInTemplate | undefined): {
  readonly gates: readonly number[];
  readonly deploys: readonly number[];
} {
  const orders = (category: string): readonly number[] =>
    (stage?.Actions ?? [])
      .filter(({ ActionTypeId: { Category } }) => Category === category)
      .map(({ RunOrder }) => RunOrder);
  return { gates: orders('Invoke'), deploys: orders('Deploy') };
}
