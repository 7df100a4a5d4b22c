import { AspectPriority, Aspects } from 'aws-cdk-lib';
import type * as codepipeline from 'aws-cdk-lib/aws-codepipeline';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as pipelines from 'aws-cdk-lib/pipelines';
import { Construct, type IConstruct } from 'constructs';
import { GATE_ACTION_NAME } from '../../functions/contract.ts';
import { ConditionAspect, type ConditionedPipeline } from './condition-aspect.ts';
import { deploysBeforeGate } from './deploys-before-gate.ts';
import { GateAction, type GateActionProps, type GatePlace } from './gate-action.ts';
import { type GateConditionProps, gateCondition } from './gate-condition.ts';
import { GateStep } from './gate-step.ts';

/** A gate, made here or imported, and every way into a pipeline. */
export interface IPipelineGate extends IConstruct {
  /** The gate function. */
  readonly fn: lambda.IFunction;
  /** See `PipelineGate`. */
  action(props: GateActionProps): codepipeline.IAction;
  /** See `PipelineGate`. */
  step(environment: string): pipelines.Step;
  /** See `PipelineGate`. */
  condition(props: GateConditionProps): codepipeline.Condition;
  /** See `PipelineGate`. */
  grantInvoke(grantee: iam.IGrantable): iam.Grant;
}

/** What gates that are made here and imported ones have in common. Use `PipelineGate`. */
export abstract class PipelineGateBase extends Construct implements IPipelineGate {
  abstract readonly fn: lambda.IFunction;

  private readonly places: GatePlace[] = [];
  private readonly problems: string[] = [];
  private looksForConditions = false;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.node.addValidation({
      validate: () => [...this.problems, ...this.places.flatMap(deploysBeforeGate)],
    });
  }

  /**
   * The gate as an action, for a stage of `aws-codepipeline`. Synth refuses a stage in which a deploy
   * action does not come after it.
   */
  action(props: GateActionProps): codepipeline.IAction {
    this.refuseUndeclared(props.environment);
    return new GateAction(props, { fn: this.fn, onPlaced: (place) => this.placed(place) });
  }

  /** The gate as a step of CDK Pipelines, for `pre` of `addStage` and `addWave`. */
  step(environment: string): pipelines.Step {
    this.refuseUndeclared(environment);
    return new GateStep(`${GATE_ACTION_NAME}-${environment}`, (options) =>
      this.action({ environment, ...options }),
    );
  }

  /**
   * The gate as an entry condition (`beforeEntry`) of a stage of a V2 pipeline. Experimental: AWS
   * documents neither the event of a `LambdaInvoke` rule nor how its result is read, and a caller of
   * `OverrideStageCondition` goes past it. Prefer `action`.
   */
  condition(props: GateConditionProps): codepipeline.Condition {
    this.refuseUndeclared(props.environment);
    this.lookForConditions();
    return gateCondition(props, this.fn);
  }

  /** Lets `grantee` invoke the gate by hand or from another pipeline tool. */
  grantInvoke(grantee: iam.IGrantable): iam.Grant {
    return this.fn.grantInvoke(grantee);
  }

  /** Throws for an environment that is not declared, where that can be known. */
  protected abstract refuseUndeclared(environment: string): void;

  /** Hears of each action that was put into a stage. */
  protected onPlaced(_place: GatePlace): void {}

  /** Hears of each pipeline that uses a condition of this gate. */
  protected onConditioned(_found: ConditionedPipeline): void {}

  private placed(place: GatePlace): void {
    this.places.push(place);
    this.onPlaced(place);
  }

  // A condition is plain data that any pipeline of the app may hold, so all of them are read.
  private lookForConditions(): void {
    if (this.looksForConditions) return;
    this.looksForConditions = true;
    const aspect = new ConditionAspect(this.fn, {
      onFound: (found) => this.onConditioned(found),
      onProblem: (problem) => this.problems.push(problem),
    });
    Aspects.of(this.node.root).add(aspect, { priority: AspectPriority.MUTATING });
  }
}
