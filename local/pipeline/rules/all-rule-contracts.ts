import { outcomeOf, runJob } from '../run-job.ts';
import type { RuleContract } from './rule-contract.ts';
import { synchronousRule } from './synchronous-rule.ts';

/** The names of the contracts that a pipeline can be told to assume. */
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
