import type { ActionWorld } from '../action-world.ts';
import { failed } from '../run-job.ts';
import type { RuleContract, RuleOutcome, RuleRun } from './rule-contract.ts';

/** The event of a rule under one of the synchronous contracts. */
export type RuleEvent = (rule: RuleRun) => unknown;

/**
 * A contract under which the function is invoked synchronously: an answer meets the rule whatever it
 * says, an error of the function fails it.
 *
 * An assumption, after the sentence "check for error states returned from configured Lambda functions"
 * (CodePipeline user guide, "How do stage conditions work?").
 */
export function synchronousRule(eventOf: RuleEvent): RuleContract {
  return { run: (rule, world) => runRule(rule, eventOf(rule), world) };
}

async function runRule(rule: RuleRun, event: unknown, world: ActionWorld): Promise<RuleOutcome> {
  const { functionName } = rule;
  try {
    const invocation = await world.invoke(functionName, event);
    if (invocation.outcome === 'returned') return { status: 'Succeeded' };
    return failed(invocation.errorType, invocation.errorMessage);
  } catch {
    return failed(
      'ConfigurationError',
      `The AWS Lambda function ${functionName} could not be invoked.`,
    );
  }
}
