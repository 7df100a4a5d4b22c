import { composeGate } from '../compose.ts';
import { composeRunBase } from '../compose-base.ts';
import { createEcsHandler } from './ecs/create-ecs-handler.ts';
import type { LambdaContext } from './run/create-handler.ts';

const base = composeRunBase();
const handle = createEcsHandler(base, () => composeGate(base));

/**
 * The lifecycle hook of an Amazon ECS service deployment: returns `hookStatus`. Verifies the
 * environments in `PREFLIGHT_ENVIRONMENTS`, or those that the hook's own `hookDetails` name.
 */
export async function handler(event: unknown, context: LambdaContext): Promise<unknown> {
  return await handle(event, context);
}
