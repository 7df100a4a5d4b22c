import { randomUUID } from 'node:crypto';
import { createDeploymentHooks } from '../../../../functions/adapters/aws/create-deployment-hooks.ts';
import type { Gate } from '../../../../functions/compose.ts';
import { createCodeDeployHandler } from '../../../../functions/handlers/code-deploy-hook.ts';
import { type GateOptions, type GateWorld, startGateWorld, type TestGate } from '../gate-world.ts';
import { type CodeDeployStandIn, startCodeDeploy } from './start-code-deploy.ts';

/** A local AWS, and a CodeDeploy beside it. */
export interface HookWorld {
  readonly codeDeploy: CodeDeployStandIn;
  openHook(options?: HookOptions): Promise<TestHook>;
  close(): Promise<void>;
}

export interface HookOptions extends GateOptions {
  readonly environments?: readonly string[] | undefined;
}

/** A hook with one execution of its own. */
export interface TestHook {
  readonly gate: TestGate;
  readonly executionId: string;
  /** Delivers the hook's event, or another. */
  readonly run: (event?: unknown) => Promise<unknown>;
  /** The statuses CodeDeploy was told of the execution, and what it said to each. */
  readonly told: () => readonly string[];
}

export const DEPLOYMENT = 'd-ABCDEF123';

export async function startHookWorld(): Promise<HookWorld> {
  const world = await startGateWorld();
  const codeDeploy = await startCodeDeploy();
  return {
    codeDeploy,
    openHook: (options = {}) => openHook({ world, codeDeploy }, options),
    close: async () => {
      codeDeploy.close();
      await world.close();
    },
  };
}

async function openHook(
  { world, codeDeploy }: { readonly world: GateWorld; readonly codeDeploy: CodeDeployStandIn },
  { environments, ...options }: HookOptions,
): Promise<TestHook> {
  const gate = await world.openGate(options);
  const compose = (): Gate => ({
    ...gate.compose(),
    ...(environments === undefined ? {} : { environments }),
  });
  const hooks = createDeploymentHooks({ requestTimeoutMs: 3_000 });
  const handler = createCodeDeployHandler({ ...gate.base, hooks }, compose);
  const executionId = randomUUID();
  const own = { DeploymentId: DEPLOYMENT, LifecycleEventHookExecutionId: executionId };
  return {
    gate,
    executionId,
    run: (event = own) => handler(event, gate.context),
    told: () =>
      codeDeploy.attempts
        .filter((attempt) => attempt.executionId === executionId)
        .map(({ status, told }) => `${status}: ${told}`),
  };
}
