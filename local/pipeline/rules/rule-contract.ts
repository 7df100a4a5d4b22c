import type { ActionWorld } from '../action-world.ts';
import type { RuleExecution } from '../execution.ts';

/** One LambdaInvoke rule of one execution, its variables filled in. */
export interface RuleRun {
  readonly ruleName: string;
  readonly pipelineName: string;
  readonly pipelineExecutionId: string;
  readonly stageName: string;
  readonly functionName: string;
  readonly userParameters?: string;
  /** Aborted when the condition is abandoned. */
  readonly signal: AbortSignal;
}

/** What a rule came to. */
export type RuleOutcome = Omit<RuleExecution, 'name'>;

/**
 * How CodePipeline calls the function of a LambdaInvoke rule, and by what it judges it. AWS documents
 * neither: every contract here is an assumption, so that a gate can be shown to hold under each.
 */
export interface RuleContract {
  /** Never rejects: whatever goes wrong fails the rule. */
  run(rule: RuleRun, world: ActionWorld): Promise<RuleOutcome>;
}
