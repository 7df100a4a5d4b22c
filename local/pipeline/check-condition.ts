import type { EntryCondition } from './pipeline-definition.ts';
import { requireDistinct, requireLength, requireName } from './requirements.ts';

/** CodePipeline's bound on one value of a rule's configuration (service model). */
const MAX_USER_PARAMETERS = 10_000;

/**
 * Refuses conditions of a stage that CodePipeline refuses: not exactly one, not one to five rules,
 * malformed or repeated names, `UserParameters` that are empty or longer than 10,000 characters.
 *
 * @throws Error naming the first fault and where it is
 */
export function checkCondition(stage: string, conditions: readonly EntryCondition[]): void {
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
    requireLength(`rule ${name}: UserParameters`, userParameters, MAX_USER_PARAMETERS);
  }
}
