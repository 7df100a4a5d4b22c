import type {
  ActionDefinition,
  EntryCondition,
  PipelineDefinition,
  StageDefinition,
} from './pipeline-definition.ts';

/** CodePipeline's pattern of pipeline, stage, action and rule names (service model). */
const NAME = /^[A-Za-z0-9.@\-_]{1,100}$/;

/** CodePipeline's bound on one value of a rule's configuration (service model). */
const MAX_RULE_PARAMETERS = 10_000;

/** CodePipeline's bound on one value of an action's configuration, UserParameters included. */
const MAX_USER_PARAMETERS = 1000;

/**
 * Refuses what CodePipeline refuses: malformed or repeated names, fewer than two stages, stages without
 * actions, sources elsewhere than in the first stage, run orders outside 1 to 999, `UserParameters` that
 * are empty or longer than 1,000 characters, and on V1 pipelines conditions and other execution modes
 * than SUPERSEDED.
 *
 * @throws Error naming the first fault and where it is
 */
export function checkDefinition(definition: PipelineDefinition): void {
  const { name, stages, pipelineType = 'V1', executionMode = 'SUPERSEDED' } = definition;
  requireName('pipeline', name);
  if (stages.length < 2) throw new Error(`pipeline ${name}: ${stages.length} stages, at least 2`);
  if (pipelineType === 'V1' && executionMode !== 'SUPERSEDED') {
    throw new Error(`pipeline ${name}: execution mode ${executionMode} needs the type V2`);
  }
  requireDistinct('stage', stages);
  for (const [index, stage] of stages.entries()) {
    checkStage(stage, index === 0);
    if (stage.beforeEntry === undefined) continue;
    if (pipelineType === 'V1') throw new Error(`stage ${stage.name}: conditions need the type V2`);
    if (index === 0) throw new Error(`stage ${stage.name}: the first stage has no entry condition`);
    checkCondition(stage.name, stage.beforeEntry);
  }
}

function checkStage(stage: StageDefinition, isFirst: boolean): void {
  requireName('stage', stage.name);
  if (stage.actions.length === 0) throw new Error(`stage ${stage.name} has no action`);
  requireDistinct(`action of stage ${stage.name}`, stage.actions);
  for (const action of stage.actions) {
    checkAction(action);
    if ((action.kind === 'source') === isFirst) continue;
    throw new Error(
      `action ${action.name}: sources, and nothing else, are in the first stage of a pipeline`,
    );
  }
}

function checkAction(action: ActionDefinition): void {
  requireName('action', action.name);
  const { runOrder = 1 } = action;
  if (!Number.isInteger(runOrder) || runOrder < 1 || runOrder > 999) {
    throw new Error(`action ${action.name}: run order ${runOrder}, allowed are 1 to 999`);
  }
  if (action.kind !== 'lambda') return;
  requireLength(
    `action ${action.name}: UserParameters`,
    action.userParameters,
    MAX_USER_PARAMETERS,
  );
}

/**
 * Refuses conditions of a stage that CodePipeline refuses: not exactly one, not one to five rules,
 * malformed or repeated names, `UserParameters` that are empty or longer than 10,000 characters.
 *
 * @throws Error naming the first fault and where it is
 */
function checkCondition(stage: string, conditions: readonly EntryCondition[]): void {
  const [condition, ...others] = conditions;
  if (condition === undefined || others.length > 0) {
    throw new Error(`stage ${stage}: ${conditions.length} entry conditions, allowed is 1`);
  }
  const { rules } = condition;
  if (rules.length < 1 || rules.length > 5) {
    throw new Error(`stage ${stage}: a condition of ${rules.length} rules, allowed are 1 to 5`);
  }
  requireDistinct(`rule of stage ${stage}`, rules);
  for (const { name, userParameters } of rules) {
    requireName('rule', name);
    requireLength(`rule ${name}: UserParameters`, userParameters, MAX_RULE_PARAMETERS);
  }
}

/** Throws for a name of another form than CodePipeline's. */
function requireName(kind: string, name: string): void {
  if (!NAME.test(name)) throw new Error(`${kind} name "${name}", allowed is ${NAME.source}`);
}

/** Throws for the first name that is there twice. */
function requireDistinct(kind: string, named: readonly { readonly name: string }[]): void {
  const names = named.map(({ name }) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw new Error(`${kind} ${repeated} is declared twice`);
}

/** Throws for a text that is there and has no character, or more than `max`. */
function requireLength(what: string, text: string | undefined, max: number): void {
  if (text === undefined) return;
  if (text.length >= 1 && text.length <= max) return;
  throw new Error(`${what} of ${text.length} characters, allowed are 1 to ${max}`);
}
