import { Stack } from 'aws-cdk-lib';
import { ActionCategory, CfnPipeline, type IStage } from 'aws-cdk-lib/aws-codepipeline';
import * as pipelines from 'aws-cdk-lib/pipelines';
import type { GatePlace } from './gate-action.ts';

/** The CDK's own default. */
const FIRST = 1;

/** An action as its pipeline's template has it. */
export interface ActionInStage {
  readonly name?: string;
  readonly runOrder?: number;
  readonly actionTypeId?: { readonly category?: string };
  readonly configuration?: { readonly ActionMode?: string };
}

/**
 * What is wrong with the place of a gate: each deploy action of its stage that would start before it has
 * answered, or together with it. Empty where the gate stands before all of them.
 */
export function deploysBeforeGate({ stage, action, environment }: GatePlace): readonly string[] {
  const { actionName, runOrder: gateOrder = FIRST } = action.actionProperties;
  return actionsOf(stage)
    .filter(isDeploy)
    .filter(({ runOrder = FIRST }) => runOrder <= gateOrder)
    .map(({ name, runOrder = FIRST }) => {
      const when = runOrder === gateOrder ? 'at the same time as' : 'before';
      const advice =
        environment !== undefined && isOfCdkPipelines(stage)
          ? `Put the gate into "pre" of the stage or wave that it guards: pre: [gate.step('${environment}')].`
          : `Give ${name} a run order of ${gateOrder + 1} or more; if it deploys another environment, put it into another stage.`;
      return `In stage ${stage.stageName} the deploy action ${name} (run order ${runOrder}) runs ${when} the gate ${actionName} (run order ${gateOrder}), which could then stop nothing. ${advice}`;
    });
}

/** One warning for each approval that a person may give long after the gate's verdict. */
export function approvalsAfterGate({ stage, action, environment }: GatePlace): readonly string[] {
  const { actionName, runOrder: gateOrder = FIRST } = action.actionProperties;
  const actions = actionsOf(stage);
  return actions
    .filter(isApproval)
    .filter(
      ({ runOrder: approval = FIRST }) =>
        approval >= gateOrder &&
        actions.some((each) => !isApproval(each) && (each.runOrder ?? FIRST) > approval),
    )
    .map(({ name, runOrder = FIRST }) => {
      const advice =
        environment !== undefined && isOfCdkPipelines(stage)
          ? 'Write pre: Step.sequence([approve, gate]), with gate.step() for the gate.'
          : `Give the gate a run order of ${runOrder + 1} or more, and what it guards a later one.`;
      return `In stage ${stage.stageName} the approval ${name} (run order ${runOrder}) does not come before the gate ${actionName} (run order ${gateOrder}): the verdict may be days old when a person approves. ${advice}`;
    });
}

/** One problem for each action object that is in several stages. */
export function sharedActions(places: readonly GatePlace[]): readonly string[] {
  return [...new Set(places.map(({ action }) => action))].flatMap((action) => {
    const [first, ...others] = places.filter((place) => place.action === action);
    if (first === undefined || others.length === 0) return [];
    const stages = [first, ...others].map(({ stage }) => `stage ${stage.stageName}`).join(' and ');
    return [
      `One action object of the gate ${action.actionProperties.actionName} is in ${stages}. Make an action for each: ${callOf(first)}.`,
    ];
  });
}

function callOf({ environment }: GatePlace): string {
  return environment === undefined
    ? 'fleet.action()'
    : `gate.action({ environment: '${environment}' })`;
}

export function isApproval({ actionTypeId }: ActionInStage): boolean {
  return actionTypeId?.category === ActionCategory.APPROVAL;
}

/** A change set that is only created deploys nothing: what executes it is a deploy action of its own. */
function isDeploy({ actionTypeId, configuration }: ActionInStage): boolean {
  return (
    actionTypeId?.category === ActionCategory.DEPLOY &&
    configuration?.ActionMode !== 'CHANGE_SET_REPLACE'
  );
}

interface StageInPipeline {
  readonly name?: string;
  readonly actions?: readonly ActionInStage[];
}

function actionsOf({ pipeline, stageName }: IStage): readonly ActionInStage[] {
  const { defaultChild } = pipeline.node;
  if (!(defaultChild instanceof CfnPipeline)) return [];
  const stages: readonly StageInPipeline[] = Stack.of(pipeline).resolve(defaultChild.stages) ?? [];
  return stages.find(({ name }) => name === stageName)?.actions ?? [];
}

function isOfCdkPipelines({ pipeline }: IStage): boolean {
  return pipeline.node.scopes.some(pipelines.PipelineBase.isPipeline);
}
