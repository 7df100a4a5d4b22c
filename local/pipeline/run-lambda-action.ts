import type { ActionWorld } from './action-world.ts';
import type { ActionOutcome } from './execution.ts';
import type { LambdaAction } from './pipeline-definition.ts';
import { resolveVariables, type VariableScope } from './resolve-variables.ts';
import { failed, type JobAnswer, outcomeOf, runJob } from './run-job.ts';

/** One action of one execution. */
export interface LambdaActionRun {
  readonly action: LambdaAction;
  /** `pipeline/stage/action`, for the list of jobs. */
  readonly label: string;
  readonly variables: VariableScope;
  /** Aborted when the action is abandoned. */
  readonly signal: AbortSignal;
}

/**
 * Runs a Lambda action: opens a job, invokes the function, waits for the job's answer. What the
 * function returns or throws is not looked at, as CodePipeline does not. Never rejects.
 */
export async function runLambdaAction(
  { action, label, variables, signal }: LambdaActionRun,
  world: ActionWorld,
): Promise<ActionOutcome> {
  const { functionName, userParameters } = action;
  const resolved = resolveVariables(userParameters ?? '', variables);
  if (!resolved.resolved) {
    return failed('InvalidVariable', `The variable ${resolved.unknown} has no value.`);
  }
  const request = {
    functionName,
    label,
    signal,
    ...(userParameters !== undefined && { userParameters: resolved.text }),
  };
  const endMs = world.clock.now().getTime() + world.actionTimeoutMs;
  let answer = await runJob(request, world);
  while (asksForMore(answer)) {
    world.onContinuation();
    await world.clock.wait(world.continuationDelayMs, signal);
    const isOver = signal.aborted || world.clock.now().getTime() >= endMs;
    if (isOver) return outcomeOf({ status: 'unanswered' }, functionName);
    const { continuationToken } = answer;
    answer = await runJob({ ...request, continuationToken }, world);
  }
  return outcomeOf(answer, functionName);
}

function asksForMore(
  answer: JobAnswer,
): answer is JobAnswer & { readonly continuationToken: string } {
  return answer.status === 'succeeded' && answer.continuationToken !== undefined;
}
