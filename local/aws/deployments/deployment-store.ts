import { randomBytes } from 'node:crypto';

/** What a hook function may report. */
export const HOOK_RESULTS = ['Succeeded', 'Failed'] as const;
export type HookResult = (typeof HOOK_RESULTS)[number];

/** One execution of a lifecycle hook; `TimedOut`: no report came in time, and none is accepted any more. */
export interface HookExecution {
  readonly id: string;
  readonly deploymentId: string;
  readonly region: string;
  /** For example `BeforeAllowTraffic`. */
  readonly lifecycleEvent: string;
  readonly status: 'InProgress' | HookResult | 'TimedOut';
}

/** The CodeDeploy deployments of this world, as far as their hooks go. */
export interface DeploymentStore {
  /** Gives the id of a new deployment. The world's Region unless given. */
  create(place?: { readonly region?: string }): string;
  /** The Region of a deployment, or undefined for an unknown id. */
  regionOf(deploymentId: string): string | undefined;
  /** Begins a hook of a deployment. Throws for an unknown deployment. */
  beginHook(deploymentId: string, lifecycleEvent: string): HookExecution;
  hook(id: string): HookExecution | undefined;
  /** All hooks, oldest first. */
  hooks(): readonly HookExecution[];
  /** Ends a hook that is in progress, and wakes the callers that wait for it. */
  endHook(id: string, status: Exclude<HookExecution['status'], 'InProgress'>): void;
  /** Resolves once the hook has ended; never when it does not, so race it with a time limit. */
  hookEnded(id: string): Promise<HookExecution>;
}

/** Makes a store without deployments. */
export function createDeploymentStore(defaultRegion: string): DeploymentStore {
  const regions = new Map<string, string>();
  const hooks = new Map<string, HookExecution>();
  const waiting = new Map<string, ((hook: HookExecution) => void)[]>();
  return {
    create: ({ region = defaultRegion } = {}) => {
      // The form that CodeDeploy's documentation shows: d- and nine capitals or digits.
      const id = `d-${randomBytes(8).toString('hex').toUpperCase().slice(0, 9)}`;
      regions.set(id, region);
      return id;
    },
    regionOf: (deploymentId) => regions.get(deploymentId),
    beginHook: (deploymentId, lifecycleEvent) => {
      const region = regions.get(deploymentId);
      if (region === undefined) throw new Error(`There is no deployment ${deploymentId}.`);
      const id = randomBytes(48).toString('base64url');
      const hook: HookExecution = {
        id,
        deploymentId,
        region,
        lifecycleEvent,
        status: 'InProgress',
      };
      hooks.set(id, hook);
      return hook;
    },
    hook: (id) => hooks.get(id),
    hooks: () => [...hooks.values()],
    endHook: (id, status) => {
      const hook = hooks.get(id);
      if (hook?.status !== 'InProgress') return;
      const ended = { ...hook, status };
      hooks.set(id, ended);
      for (const wake of waiting.get(id) ?? []) wake(ended);
      waiting.delete(id);
    },
    hookEnded: (id) => {
      const hook = hooks.get(id);
      if (hook === undefined) return Promise.reject(new Error(`There is no hook ${id}.`));
      if (hook.status !== 'InProgress') return Promise.resolve(hook);
      return new Promise((resolve) => {
        waiting.set(id, [...(waiting.get(id) ?? []), resolve]);
      });
    },
  };
}
