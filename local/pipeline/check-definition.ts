import type { ActionDefinition, PipelineDefinition } from './pipeline-definition.ts';

/** CodePipeline's pattern of pipeline, stage and action names (service model). */
const NAME = /^[A-Za-z0-9.@\-_]{1,100}$/;

/** CodePipeline's bound on one value of an action's configuration, UserParameters included. */
const MAX_USER_PARAMETERS = 1000;

/**
 * Refuses what CodePipeline refuses: malformed or repeated names, stages without actions, run orders
 * outside 1 to 999, `UserParameters` that are empty or longer than 1,000 characters.
 *
 * @throws Error naming the first fault and where it is
 */
export function checkDefinition({ name, stages }: PipelineDefinition): void {
  requireName('pipeline', name);
  requireDistinct('stage', stages);
  for (const stage of stages) {
    requireName('stage', stage.name);
    if (stage.actions.length === 0) throw new Error(`stage ${stage.name} has no action`);
    requireDistinct(`action of stage ${stage.name}`, stage.actions);
    for (const action of stage.actions) checkAction(action);
  }
}

function checkAction(action: ActionDefinition): void {
  requireName('action', action.name);
  const { runOrder = 1 } = action;
  if (!Number.isInteger(runOrder) || runOrder < 1 || runOrder > 999) {
    throw new Error(`action ${action.name}: run order ${runOrder}, allowed are 1 to 999`);
  }
  if (action.kind !== 'lambda' || action.userParameters === undefined) return;
  const { length } = action.userParameters;
  if (length < 1 || length > MAX_USER_PARAMETERS) {
    throw new Error(
      `action ${action.name}: UserParameters of ${length} characters, allowed are 1 to ${MAX_USER_PARAMETERS}`,
    );
  }
}

function requireName(kind: string, name: string): void {
  if (!NAME.test(name)) throw new Error(`${kind} name "${name}", allowed is ${NAME.source}`);
}

function requireDistinct(kind: string, named: readonly { readonly name: string }[]): void {
  const names = named.map(({ name }) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw new Error(`${kind} ${repeated} is declared twice`);
}
