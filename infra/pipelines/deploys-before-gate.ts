import { ActionCategory, type IAction } from 'aws-cdk-lib/aws-codepipeline';
import type { GatePlace } from './gate-action.ts';

/** The CDK's own default. */
const FIRST = 1;

/**
 * What is wrong with the order of a stage: each deploy action that would start before the gate has
 * answered, or together with it. Empty where the gate stands before all of them.
 */
export function deploysBeforeGate({ stage, action }: GatePlace): readonly string[] {
  const gate = action.actionProperties;
  const gateOrder = orderOf(action);
  return stage.actions
    .filter(isDeploy)
    .filter((deploy) => orderOf(deploy) <= gateOrder)
    .map((deploy) => {
      const { actionName } = deploy.actionProperties;
      const order = orderOf(deploy);
      const when = order === gateOrder ? 'at the same time as' : 'before';
      return `In stage ${stage.stageName} the deploy action ${actionName} (run order ${order}) runs ${when} the gate ${gate.actionName} (run order ${gateOrder}), which could then stop nothing. Give ${actionName} a run order of ${gateOrder + 1} or more.`;
    });
}

function orderOf({ actionProperties: { runOrder } }: IAction): number {
  return runOrder ?? FIRST;
}

function isDeploy({ actionProperties: { category } }: IAction): boolean {
  return category === ActionCategory.DEPLOY;
}
