import { AspectPriority, Aspects } from 'aws-cdk-lib';
import type * as codepipeline from 'aws-cdk-lib/aws-codepipeline';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as pipelines from 'aws-cdk-lib/pipelines';
import { Construct, type IConstruct } from 'constructs';
import { ConditionAspect, type ConditionedPipeline } from './condition-aspect.ts';
import { GateAction, type GateActionProps, type GatePlace } from './gate-action.ts';
import { type GateConditionProps, gateCondition } from './gate-condition.ts';
import { GateStep } from './gate-step.ts';
import { judgePlaces, warnOfPlaces } from './judge-places.ts';
import { judgeStep, type PlacedStep } from './judge-step.ts';

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

  private readonly judgePlace = judgePlaces(this);
  private readonly problems: string[] = [];
  private looksForConditions = false;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.node.addValidation({ validate: () => this.problems });
  }

  /**
   * The gate as an action, for one stage of `aws-codepipeline`. Synth refuses a stage in which a deploy
   * action does not come after it, and one action in two stages. It warns of an approval that does not
   * come before the gate. A change set that is only created may come first.
   */
  action(props: GateActionProps): codepipeline.IAction {
    this.refuseUndeclared(props.environment);
    return this.makeAction(props, this.judgePlace);
  }

  /**
   * The gate as a step of CDK Pipelines, for `pre` of one `addStage` or `addWave`, or for `pre` or
   * `changeSet` of `stackSteps`, where it guards that stack alone. Make a step for each place: synth
   * refuses one in two. It warns of an approval that does not come before the gate.
   */
  step(environment: string): pipelines.Step {
    this.refuseUndeclared(environment);
    return new GateStep(environment, {
      makeAction: (props) => this.makeAction(props),
      onPlaced: (placed) => this.placedStep(placed),
    });
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

  private makeAction(
    props: GateActionProps,
    judgeLater?: (place: GatePlace) => void,
  ): codepipeline.IAction {
    const onPlaced = (place: GatePlace): void => {
      judgeLater?.(place);
      this.onPlaced(place);
    };
    return new GateAction(props, { fn: this.fn, onPlaced });
  }

  private placedStep(placed: PlacedStep): void {
    const { problems, warnings } = judgeStep(placed);
    this.problems.push(...problems);
    warnOfPlaces(this, warnings);
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
