import type { Invocation } from '../lambda/local-function.ts';
import { fillTemplate, type Scope } from './data-path.ts';
import type { TaskState } from './definition.ts';
import type { Run, StateResult } from './run.ts';

/**
 * Invokes the function of a task with its parameters, or its input where it has none, and gives what the
 * function returns. A function's error is a fault of its type.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html
 */
export async function runTask(state: TaskState, scope: Scope, run: Run): Promise<StateResult> {
  const { Resource: functionArn, Parameters: parameters } = state;
  const event = parameters === undefined ? scope.input : fillTemplate(parameters, scope);
  try {
    return toResult(await run.ports.invoke(functionArn, event));
  } catch (error) {
    return { kind: 'fault', error: 'Lambda.ResourceNotFoundException', cause: String(error) };
  }
}

function toResult(invocation: Invocation): StateResult {
  if (invocation.outcome !== 'returned') {
    const { errorType, errorMessage } = invocation;
    const cause = JSON.stringify({ errorType, errorMessage });
    return { kind: 'fault', error: errorType, cause };
  }
  return { kind: 'result', result: invocation.payload };
}
