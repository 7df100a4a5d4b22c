import { type IAspect, Validations } from 'aws-cdk-lib';
import * as codepipeline from 'aws-cdk-lib/aws-codepipeline';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { type ConditionedStage, conditionedStages } from './gate-condition.ts';

/** A pipeline one of whose stages asks the gate before it is entered. */
export interface ConditionedPipeline {
  readonly pipeline: codepipeline.Pipeline;
  readonly stages: readonly ConditionedStage[];
}

/** What the aspect tells of what it finds. */
export interface ConditionListeners {
  readonly onFound: (found: ConditionedPipeline) => void;
  /** A pipeline that would not be gated: synth must fail. */
  readonly onProblem: (problem: string) => void;
}

/**
 * Finds the pipelines of an app that use a gate's condition, wherever they are: a condition is plain
 * data and does not know its stage. Their role gets what `codepipeline.Rule` does not grant, and a
 * pipeline that would ignore the condition is refused.
 */
export class ConditionAspect implements IAspect {
  private readonly fn: lambda.IFunction;
  private readonly listeners: ConditionListeners;

  constructor(fn: lambda.IFunction, listeners: ConditionListeners) {
    this.fn = fn;
    this.listeners = listeners;
  }

  visit(node: IConstruct): void {
    if (!(node instanceof codepipeline.CfnPipeline)) return;
    const stages = conditionedStages(node, this.fn);
    if (stages.length === 0) return;
    if (node.pipelineType !== codepipeline.PipelineType.V2) {
      this.listeners.onProblem(notV2(node, stages));
    }
    warnOfApprovals(node, stages);
    const pipeline = node.node.scope;
    if (!(pipeline instanceof codepipeline.Pipeline)) {
      warnOfForeignRole(node);
      return;
    }
    grantToPipeline(pipeline, this.fn);
    this.listeners.onFound({ pipeline, stages });
  }
}

function notV2(
  { node, pipelineType }: codepipeline.CfnPipeline,
  stages: readonly ConditionedStage[],
): string {
  const names = stages.map(({ stageName }) => stageName).join(', ');
  const path = node.scope?.node.path ?? node.path;
  return `The pipeline ${path} is of type ${pipelineType ?? 'V1'}, and only a V2 pipeline has conditions: stage ${names} would not be gated. Set pipelineType: PipelineType.V2, or use gate.action().`;
}

function grantToPipeline({ role }: codepipeline.Pipeline, fn: lambda.IFunction): void {
  fn.grantInvoke(role);
  role.addToPrincipalPolicy(
    new iam.PolicyStatement({
      actions: ['lambda:ListFunctions'],
      // ListFunctions has no resource type. CodePipeline asks for it beside the invocation.
      // https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-Lambda.html
      resources: ['*'],
    }),
  );
}

function warnOfApprovals(
  pipeline: codepipeline.CfnPipeline,
  stages: readonly ConditionedStage[],
): void {
  for (const { stageName, approvals } of stages.filter((stage) => stage.approvals.length > 0)) {
    Validations.of(pipeline).addWarning(
      'twilio-preflight:gate-place',
      `The gate answers when stage ${stageName} is entered, before the approval ${approvals.join(', ')}: the verdict may be days old when a person approves. Put the approval into a stage before, or gate.action() after it.`,
    );
  }
}

function warnOfForeignRole(pipeline: codepipeline.CfnPipeline): void {
  Validations.of(pipeline).addWarning(
    'twilio-preflight:grant-pipeline-role',
    'The role of this pipeline is not known here: give it lambda:InvokeFunction on the gate and lambda:ListFunctions on *, or the condition fails.',
  );
}
