import type { ActionWorld } from './action-world.ts';
import { type PipelineEffect, type PipelineInput, workKey } from './core/pipeline-input.ts';
import type { Variables } from './core/pipeline-state.ts';
import type { ActionOutcome } from './execution.ts';
import type { ActionDefinition } from './pipeline-definition.ts';
import type { VariableScope } from './resolve-variables.ts';
import { judgeCondition } from './rules/judge-condition.ts';
import type { RuleContract } from './rules/rule-contract.ts';
import { runLambdaAction } from './run-lambda-action.ts';

/** What effects are performed with. */
export interface EffectWorld extends ActionWorld {
  readonly pipelineName: string;
  readonly ruleContract: RuleContract;
  /** Takes the end of a work back into the state machine. */
  readonly report: (input: PipelineInput) => void;
}

/** Makes the performer of a pipeline's effects: it begins works, and forgets those that are abandoned. */
export function createPerformer(world: EffectWorld): (effect: PipelineEffect) => void {
  const running = new Map<string, AbortController>();
  const begin = (key: string): AbortSignal => {
    const controller = new AbortController();
    running.set(key, controller);
    return controller.signal;
  };
  return (effect) => {
    const key = workKey(effect.work);
    if (effect.kind === 'abandon') {
      running.get(key)?.abort();
      running.delete(key);
      return;
    }
    void perform(effect, world, begin(key)).then((input) => {
      running.delete(key);
      world.report(input);
    });
  };
}

type Begun = Exclude<PipelineEffect, { readonly kind: 'abandon' }>;

async function perform(
  effect: Begun,
  world: EffectWorld,
  signal: AbortSignal,
): Promise<PipelineInput> {
  const { work } = effect;
  const { pipelineName, ruleContract: contract } = world;
  const variables = scopeOf(effect.variables);
  switch (effect.kind) {
    case 'run-action': {
      const { action } = effect;
      const label = `${pipelineName}/${work.stage}/${action.name}`;
      const outcome = await runAction({ action, label, variables, signal }, world);
      return { kind: 'action-finished', work, outcome };
    }
    case 'judge-condition': {
      const { stage: stageName, executionId: pipelineExecutionId } = work;
      const place = { pipelineName, pipelineExecutionId, stageName };
      const { condition } = effect;
      const run = { ...place, condition, variables, contract, signal };
      return { kind: 'condition-judged', work, rules: await judgeCondition(run, world) };
    }
  }
}

function scopeOf(variables: Variables): VariableScope {
  return new Map(Object.entries(variables));
}

/** One action in its place. */
interface ActionRun {
  readonly action: ActionDefinition;
  /** `pipeline/stage/action` */
  readonly label: string;
  readonly variables: VariableScope;
  /** Aborted when the action is abandoned. */
  readonly signal: AbortSignal;
}

/** Runs any action to its end. A source gives its revision as `CommitId`; a deployment is recorded. */
async function runAction(run: ActionRun, world: ActionWorld): Promise<ActionOutcome> {
  const { action } = run;
  switch (action.kind) {
    case 'source':
      return {
        status: 'Succeeded',
        summary: action.revisionSummary,
        externalExecutionId: action.revisionId,
        outputVariables: { CommitId: action.revisionId },
      };
    case 'lambda':
      return await runLambdaAction({ ...run, action }, world);
    case 'deploy':
      return { status: 'Succeeded', summary: `Deployed to ${action.target}` };
  }
}
