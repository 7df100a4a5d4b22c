import { composeGate } from '../compose.ts';
import { composeCodeDeployBase } from '../compose-base.ts';
import { createCodeDeployHandler } from './code-deploy/create-code-deploy-handler.ts';
import type { LambdaContext } from './run/create-handler.ts';

const base = composeCodeDeployBase();
const handle = createCodeDeployHandler(base, () => composeGate(base));

/**
 * The hook of a CodeDeploy deployment (`BeforeAllowTraffic` and its like), for the environments in
 * `PREFLIGHT_ENVIRONMENTS`. The event is never logged: its execution id is what answers are given by.
 */
export async function handler(event: unknown, context: LambdaContext): Promise<unknown> {
  return await handle(event, context);
}
