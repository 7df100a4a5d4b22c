import type { ActionWorld } from '../action-world.ts';
import { failed, outcomeOf, runJob } from '../run-job.ts';
import type { RuleContract, RuleOutcome, RuleRun } from './rule-contract.ts';

/** The names of the contracts that a pipeline can assume. */
export type RuleContractName = 'synchronous' | 'bare' | 'job';

/**
 * Three guesses at what a LambdaInvoke rule does, none of them documented:
 *
 * - `synchronous`: an event that names rule, pipeline, stage and execution, with `UserParameters`.
 * - `bare`: `UserParameters` itself is the event, parsed where it is JSON; `{}` where there is none.
 * - `job`: as a Lambda action, a `CodePipeline.job` that PutJob* answers, within the same time limit.
 */
export const RULE_CONTRACTS: Readonly<Record<RuleContractName, RuleContract>> = {
  synchronous: synchronousRule((rule) => ({
    ruleName: rule.ruleName,
    pipelineName: rule.pipelineName,
    pipelineExecutionId: rule.pipelineExecutionId,
    stageName: rule.stageName,
    FunctionName: rule.functionName,
    ...(rule.userParameters !== undefined && { UserParameters: rule.userParameters }),
  })),
  bare: synchronousRule(({ userParameters }) => parsed(userParameters ?? '{}')),
  job: {
    run: async (rule, world) => {
      const { functionName, ruleName, pipelineName, stageName, userParameters, signal } = rule;
      const label = `${pipelineName}/${stageName}/${ruleName}`;
      const asked = userParameters === undefined ? {} : { userParameters };
      const answer = await runJob({ functionName, label, signal, ...asked }, world);
      const { status, summary, errorDetails } = outcomeOf(answer, functionName);
      return {
        status,
        ...(summary !== undefined && { summary }),
        ...(errorDetails !== undefined && { errorDetails }),
      };
    },
  },
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The event of a rule under one of the synchronous contracts. */
type RuleEvent = (rule: RuleRun) => unknown;

/**
 * A contract under which the function is invoked synchronously: an answer meets the rule whatever it
 * says, an error of the function fails it.
 *
 * An assumption, after the sentence "check for error states returned from configured Lambda functions"
 * (CodePipeline user guide, "How do stage conditions work?").
 */
function synchronousRule(eventOf: RuleEvent): RuleContract {
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
