import { composeGate } from '../compose.ts';
import { composeRunBase } from '../compose-base.ts';
import { createTriggerHandler } from './deployment-trigger/create-trigger-handler.ts';
import type { LambdaContext } from './run/create-handler.ts';

const base = composeRunBase();
const handle = createTriggerHandler(base, () => composeGate(base));

/**
 * Called while a stack is deployed, by the CDK's `triggers.Trigger`: its error fails the deployment.
 * Whatever the payload, it verifies the environments in `PREFLIGHT_ENVIRONMENTS`, or all declared ones.
 */
export async function handler(event: unknown, context: LambdaContext): Promise<unknown> {
  return await handle(event, context);
}
