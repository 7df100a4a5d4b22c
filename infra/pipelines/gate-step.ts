import type * as codepipeline from 'aws-cdk-lib/aws-codepipeline';
import * as pipelines from 'aws-cdk-lib/pipelines';
import { GATE_ACTION_NAME } from '../../functions/contract.ts';
import type { GateActionProps } from './gate-action.ts';
import type { PlacedStep } from './judge-step.ts';

interface GateStepParts {
  /** Makes the action, once CDK Pipelines has found its place. */
  readonly makeAction: (props: GateActionProps) => codepipeline.IAction;
  /** Hears of the pipeline that the step was put into. */
  readonly onPlaced: (placed: PlacedStep) => void;
}

/**
 * The gate as a step of CDK Pipelines, for `pre` of `addStage` and `addWave`: it runs before anything of
 * the stage, or of every stage of the wave, is deployed.
 */
export class GateStep extends pipelines.Step implements pipelines.ICodePipelineActionFactory {
  private readonly environment: string;
  private readonly parts: GateStepParts;

  constructor(environment: string, parts: GateStepParts) {
    super(`${GATE_ACTION_NAME}-${environment}`);
    this.environment = environment;
    this.parts = parts;
  }

  produceAction(
    stage: codepipeline.IStage,
    { actionName, runOrder, variablesNamespace, pipeline }: pipelines.ProduceActionOptions,
  ): pipelines.CodePipelineActionFactoryResult {
    const { environment } = this;
    stage.addAction(
      this.parts.makeAction({
        environment,
        actionName,
        runOrder,
        ...(variablesNamespace !== undefined && { variablesNamespace }),
      }),
    );
    this.parts.onPlaced({ step: this, environment, pipeline });
    return { runOrdersConsumed: 1 };
  }
}
