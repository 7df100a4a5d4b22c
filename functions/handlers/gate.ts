import { composeGate } from '../compose.ts';
import { composeGateBase } from '../compose-base.ts';
import { createGateHandler } from './gate/create-gate-handler.ts';
import type { LambdaContext } from './run/create-handler.ts';

const base = composeGateBase();
const handle = createGateHandler(base, () => composeGate(base));

/**
 * The gate function: a CodePipeline Lambda action, a stage condition's rule, or a direct invocation.
 * Node 24 takes async handlers only; the event is never logged, since a pipeline's event carries
 * credentials.
 */
export async function handler(event: unknown, context: LambdaContext): Promise<unknown> {
  return await handle(event, context);
}
