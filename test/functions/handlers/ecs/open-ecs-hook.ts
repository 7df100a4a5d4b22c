import type { Gate } from '../../../../functions/compose.ts';
import { createEcsHandler, type EcsHookAnswer } from '../../../../functions/handlers/ecs-hook.ts';
import type { GateOptions, GateWorld, TestGate } from '../gate-world.ts';

export interface EcsHookOptions extends GateOptions {
  /** Default: production. */
  readonly environments?: readonly string[] | undefined;
}

export interface TestEcsHook {
  readonly gate: TestGate;
  readonly run: (event: unknown) => Promise<EcsHookAnswer>;
}

export const SUCCEEDED: EcsHookAnswer = { hookStatus: 'SUCCEEDED' };
export const FAILED: EcsHookAnswer = { hookStatus: 'FAILED' };

/** The hook of ECS over a world of its own. */
export async function openEcsHook(
  world: GateWorld,
  options: EcsHookOptions = {},
): Promise<TestEcsHook> {
  const { environments, ...rest } = { environments: ['production'], ...options };
  const gate = await world.openGate(rest);
  const compose = (): Gate => ({
    ...gate.compose(),
    ...(environments === undefined ? {} : { environments }),
  });
  const handler = createEcsHandler(gate.base, compose);
  return { gate, run: (event) => handler(event, gate.context) as Promise<EcsHookAnswer> };
}
