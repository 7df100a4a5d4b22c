import type * as codepipeline from 'aws-cdk-lib/aws-codepipeline';
import * as pipelines from 'aws-cdk-lib/pipelines';

/** Makes the action of a step, once CDK Pipelines has found its place. */
export type MakeAction = (
  options: Pick<pipelines.ProduceActionOptions, 'actionName' | 'runOrder' | 'variablesNamespace'>,
) => codepipeline.IAction;

/**
 * The gate as a step of CDK Pipelines, for `pre` of `addStage` and `addWave`: it runs before anything of
 * the stage, or of every stage of the wave, is deployed.
 */
export class GateStep extends pipelines.Step implements pipelines.ICodePipelineActionFactory {
  private readonly makeAction: MakeAction;

  constructor(id: string, makeAction: MakeAction) {
    super(id);
    this.makeAction = makeAction;
  }

  produceAction(
    stage: codepipeline.IStage,
    { actionName, runOrder, variablesNamespace }: pipelines.ProduceActionOptions,
  ): pipelines.CodePipelineActionFactoryResult {
    stage.addAction(
      this.makeAction({
        actionName,
        runOrder,
        ...(variablesNamespace !== undefined && { variablesNamespace }),
      }),
    );
    return { runOrdersConsumed: 1 };
  }
}
