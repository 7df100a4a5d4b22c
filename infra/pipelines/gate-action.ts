import { Stack } from 'aws-cdk-lib';
import type * as codepipeline from 'aws-cdk-lib/aws-codepipeline';
import { LambdaInvokeAction } from 'aws-cdk-lib/aws-codepipeline-actions';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { GATE_ACTION_NAME } from '../../functions/contract.ts';
import { type GateParameters, refuseLongParameters, withExecutionId } from './gate-parameters.ts';
import { pipelineLabel } from './pipeline-label.ts';

/** One gate in one stage. */
export interface GateActionProps {
  /** Name of a declared environment. */
  readonly environment: string;
  /**
   * Name of the action.
   * @default 'TwilioGate'
   */
  readonly actionName?: string;
  /**
   * Place in the stage. Every deploy action of the stage must come later: with the same number it would
   * run at the same time. Synth refuses a stage where it does not.
   * @default 1
   */
  readonly runOrder?: number;
  /**
   * The version of the secret to check: `AWSPENDING` before it is promoted.
   * @default AWSCURRENT
   */
  readonly versionStage?: 'AWSCURRENT' | 'AWSPENDING' | 'AWSPREVIOUS';
  /**
   * The namespace of the action's output variables (`verdict`, `runId`, `accountSid`, `versionId`).
   * @default - none
   */
  readonly variablesNamespace?: string;
  /**
   * The role that the pipeline takes to invoke the gate.
   * @default - the pipeline's own choice
   */
  readonly role?: iam.IRole;
}

/** An action that found its place: what the backstop and the check of its place read. */
export interface GatePlace {
  /** Absent for the gate of a fleet. */
  readonly environment?: string | undefined;
  readonly stage: codepipeline.IStage;
  readonly action: codepipeline.IAction;
}

interface GateActionParts {
  readonly fn: lambda.IFunction;
  /** Hears of the stage that the action was put into. */
  readonly onPlaced: (place: GatePlace) => void;
}

/**
 * The Lambda action of CodePipeline, with its parameters filled in: the environment, the pipeline and
 * the execution; that of a fleet names no environment. It takes no artifacts and gives none, so that its job needs none of their credentials.
 */
export class GateAction extends LambdaInvokeAction {
  private readonly parts: GateActionParts;
  private readonly parameters: GateParameters;

  constructor(props: Partial<GateActionProps>, parts: GateActionParts) {
    const { environment, actionName, runOrder, versionStage, variablesNamespace, role } = props;
    super({
      actionName: actionName ?? GATE_ACTION_NAME,
      lambda: parts.fn,
      ...(runOrder !== undefined && { runOrder }),
      ...(variablesNamespace !== undefined && { variablesNamespace }),
      ...(role !== undefined && { role }),
    });
    this.parts = parts;
    this.parameters = {
      ...(environment !== undefined && { environment }),
      ...(versionStage !== undefined && { versionStage }),
    };
  }

  protected override bound(
    scope: Construct,
    stage: codepipeline.IStage,
    options: codepipeline.ActionBindOptions,
  ): codepipeline.ActionConfig {
    const { configuration, ...config } = super.bound(scope, stage, options);
    const pipeline = pipelineLabel(stage.pipeline);
    const parameters = withExecutionId({ ...this.parameters, pipeline });
    const stack = Stack.of(scope);
    const text = stack.toJsonString(parameters);
    refuseLongParameters(stack.resolve(text), scope.node.path);
    this.parts.onPlaced({ environment: this.parameters.environment, stage, action: this });
    return { ...config, configuration: { ...configuration, UserParameters: text } };
  }
}
