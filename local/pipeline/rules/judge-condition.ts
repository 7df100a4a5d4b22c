import type { ActionWorld } from '../action-world.ts';
import type { RuleExecution } from '../execution.ts';
import type { EntryCondition, LambdaRule } from '../pipeline-definition.ts';
import { resolveVariables, type VariableScope } from '../resolve-variables.ts';
import { failed } from '../run-job.ts';
import type { RuleContract, RuleRun } from './rule-contract.ts';

/** A condition of one execution. */
export interface ConditionRun
  extends Pick<RuleRun, 'pipelineName' | 'pipelineExecutionId' | 'stageName' | 'signal'> {
  readonly condition: EntryCondition;
  readonly variables: VariableScope;
  readonly contract: RuleContract;
}

/** Runs the rules of a condition at once and gives what each came to, in their order. Never rejects. */
export async function judgeCondition(
  run: ConditionRun,
  world: ActionWorld,
): Promise<readonly RuleExecution[]> {
  return await Promise.all(run.condition.rules.map((rule) => judgeRule(rule, run, world)));
}

async function judgeRule(
  { name, functionName, userParameters }: LambdaRule,
  run: ConditionRun,
  world: ActionWorld,
): Promise<RuleExecution> {
  const { contract, variables, condition: _condition, ...place } = run;
  const resolved = resolveVariables(userParameters ?? '', variables);
  if (!resolved.resolved) {
    return { name, ...failed('InvalidVariable', `The variable ${resolved.unknown} has no value.`) };
  }
  const outcome = await contract.run(
    {
      ...place,
      ruleName: name,
      functionName,
      ...(userParameters !== undefined && { userParameters: resolved.text }),
    },
    world,
  );
  return { name, ...outcome };
}
