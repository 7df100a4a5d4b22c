import { composeGate } from '../compose.ts';
import { composeHealthBase } from '../compose-base.ts';
import { createHealthHandler } from './health/create-health-handler.ts';
import type { LambdaContext } from './run/create-handler.ts';

const base = composeHealthBase();
const handle = createHealthHandler(base, () => composeGate(base));

/**
 * The health function: answers load balancers and uptime monitors with 200 or 503, by the last verdict.
 * The event is never logged: it holds the headers of a request.
 */
export async function handler(event: unknown, context: LambdaContext): Promise<unknown> {
  return await handle(event, context);
}
