import { OUTPUTS } from '../../functions/contract.ts';
import type { LocalFunction } from '../lambda/local-function.ts';
import { type DeployedStack, type DeploymentTarget, deployStack } from './deploy-stack.ts';

/** This project's own stack, running. */
export interface Deployment extends DeployedStack {
  readonly gate: LocalFunction;
}

/**
 * Deploys a stack as `deployStack` does and finds its gate by the output that names it.
 *
 * @param cdkOut from `synthesise`. The functions run from it, so it must stay until `close`.
 *
 * Rejects as `deployStack` does, and when no output names a function of the stack.
 */
export async function deploy(cdkOut: string, target: DeploymentTarget): Promise<Deployment> {
  const stack = await deployStack(cdkOut, target);
  const name = stack.outputs[OUTPUTS.gateFunctionName];
  const gate = stack.functions.find(({ functionName }) => functionName === name);
  if (gate !== undefined) return { ...stack, gate };
  await stack.close();
  throw new Error(`The stack has no function that its output ${OUTPUTS.gateFunctionName} names.`);
}
