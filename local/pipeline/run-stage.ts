import type { ExecutionRecord } from './execution-record.ts';
import type { ActionDefinition, StageDefinition } from './pipeline-definition.ts';
import { runAction } from './run-action.ts';
import type { LambdaActionWorld } from './run-lambda-action.ts';

/** What the stages of one execution share. */
export interface StageRun {
  readonly pipeline: string;
  readonly record: ExecutionRecord;
  /** Output variables by namespace; later actions see those of earlier ones. */
  readonly variables: Map<string, Readonly<Record<string, string>>>;
  readonly world: LambdaActionWorld;
}

/**
 * Runs the actions of a stage that have not succeeded yet: those of one run order at once, the next
 * only after all of them succeeded. Gives whether the stage succeeded.
 */
export async function runStage(stage: StageDefinition, run: StageRun): Promise<boolean> {
  const { record } = run;
  record.markStage(stage.name, 'InProgress');
  for (const group of byRunOrder(pendingActions(stage, record))) {
    const succeeded = await Promise.all(group.map((action) => perform(stage.name, action, run)));
    if (!succeeded.every(Boolean)) {
      record.markStage(stage.name, 'Failed');
      return false;
    }
  }
  record.markStage(stage.name, 'Succeeded');
  return true;
}

function pendingActions(
  { name, actions }: StageDefinition,
  record: ExecutionRecord,
): readonly ActionDefinition[] {
  const entered = record.read().stages.find((stage) => stage.name === name);
  const done = entered?.actions.filter(({ status }) => status === 'Succeeded') ?? [];
  return actions.filter((action) => !done.some((one) => one.name === action.name));
}

function byRunOrder(
  actions: readonly ActionDefinition[],
): readonly (readonly ActionDefinition[])[] {
  const orders = [...new Set(actions.map(({ runOrder = 1 }) => runOrder))];
  return orders
    .sort((one, other) => one - other)
    .map((order) => actions.filter(({ runOrder = 1 }) => runOrder === order));
}

async function perform(stage: string, action: ActionDefinition, run: StageRun): Promise<boolean> {
  const { pipeline, record, variables, world } = run;
  const place = { stage, action: action.name };
  record.begin(place);
  const label = `${pipeline}/${stage}/${action.name}`;
  const outcome = await runAction({ action, label, variables }, world);
  if (action.kind === 'lambda' && action.namespace !== undefined) {
    variables.set(action.namespace, outcome.outputVariables ?? {});
  }
  record.finish(place, outcome);
  return outcome.status === 'Succeeded';
}
