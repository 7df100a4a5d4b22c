import type { DeploymentStore, HookExecution } from '../aws/deployments/deployment-store.ts';
import { type LocalClock, systemClock } from '../clock/local-clock.ts';
import { waitAtMost } from '../clock/wait-at-most.ts';
import type { Invocation } from '../lambda/local-function.ts';

/** The lifecycle events of each compute platform, in order; traffic moves at `AllowTraffic`. */
const LIFECYCLES = {
  Lambda: ['BeforeAllowTraffic', 'AllowTraffic', 'AfterAllowTraffic'],
  ECS: [
    'BeforeInstall',
    'Install',
    'AfterInstall',
    'AllowTestTraffic',
    'AfterAllowTestTraffic',
    'BeforeAllowTraffic',
    'AllowTraffic',
    'AfterAllowTraffic',
  ],
} as const;

/** The lifecycle events to which a function can be hooked. */
export type CodeDeployHook =
  | 'BeforeInstall'
  | 'AfterInstall'
  | 'AfterAllowTestTraffic'
  | 'BeforeAllowTraffic'
  | 'AfterAllowTraffic';

/** A deployment to be run. */
export interface CodeDeployRun {
  /** The world's deployments, where the functions report: `aws.deployments`. */
  readonly deployments: DeploymentStore;
  /** Names of the functions that are hooked. */
  readonly hooks: Readonly<Partial<Record<CodeDeployHook, string>>>;
  readonly invoke: (functionName: string, event: unknown) => Promise<Invocation>;
  /** Default `Lambda`. */
  readonly platform?: keyof typeof LIFECYCLES;
  /** How long a function may take to report. Default: an hour, as CodeDeploy. */
  readonly hookTimeoutMs?: number;
  readonly clock?: LocalClock;
}

/** What became of a deployment. */
export interface CodeDeployResult {
  readonly deploymentId: string;
  readonly status: 'Succeeded' | 'Failed';
  /** Whether the new version got traffic at all; a hook after that can only have it taken back. */
  readonly isTrafficShifted: boolean;
  /** The hooks that ran, in order. */
  readonly hooks: readonly HookExecution[];
}

const HOUR_MS = 3_600_000;

/**
 * Runs a CodeDeploy deployment: each hooked function is invoked with the documented event, and what it
 * reports decides. What it returns or throws is not looked at: without a report the hook fails at the
 * time limit. After a failed hook nothing more of the lifecycle happens. Rejects for an unknown function.
 *
 * Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html
 */
export async function runCodeDeploy(run: CodeDeployRun): Promise<CodeDeployResult> {
  const { deployments, platform = 'Lambda' } = run;
  const deploymentId = deployments.create();
  const hooks: HookExecution[] = [];
  let isTrafficShifted = false;
  for (const event of LIFECYCLES[platform]) {
    if (event === 'AllowTraffic') isTrafficShifted = true;
    const functionName = isHook(event) ? run.hooks[event] : undefined;
    if (functionName === undefined) continue;
    const begun = deployments.beginHook(deploymentId, event);
    const ended = await runHook(begun, functionName, run);
    hooks.push(ended);
    if (ended.status !== 'Succeeded') {
      return { deploymentId, status: 'Failed', isTrafficShifted, hooks };
    }
  }
  return { deploymentId, status: 'Succeeded', isTrafficShifted, hooks };
}

function isHook(event: string): event is CodeDeployHook {
  return /^(?:Before|After)/.test(event);
}

async function runHook(
  hook: HookExecution,
  functionName: string,
  { deployments, invoke, clock = systemClock, hookTimeoutMs: limitMs = HOUR_MS }: CodeDeployRun,
): Promise<HookExecution> {
  const { id, deploymentId } = hook;
  const ended = deployments.hookEnded(id);
  const event = { DeploymentId: deploymentId, LifecycleEventHookExecutionId: id };
  const invocation = invoke(functionName, event);
  // Only a function that cannot be invoked rejects; whatever else it does is no report.
  const refused = invocation.then(
    () => new Promise<never>(() => undefined),
    (error: unknown) => Promise.reject(error),
  );
  const reported = await waitAtMost(Promise.race([ended, refused]), { clock, limitMs });
  if (reported === undefined) deployments.endHook(id, 'TimedOut');
  return await deployments.hookEnded(id);
}
