import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type LocalClock, systemClock } from '../clock/local-clock.ts';
import type { Invocation } from '../lambda/local-function.ts';
import {
  type EcsEventInput,
  type EcsEventShape,
  ecsHookEvent,
  hasReached,
  LIFECYCLE_STAGES,
  type LifecycleStage,
  type ServiceRevisions,
} from './ecs-lifecycle.ts';

/** What a hook's function said to ECS; `invalid` covers errors of the function too. */
type HookAnswer =
  | { readonly hookStatus: 'SUCCEEDED' | 'FAILED' }
  | {
      readonly hookStatus: 'IN_PROGRESS';
      readonly callBackDelayMs: number;
      readonly hookDetails?: unknown;
    }
  | { readonly hookStatus: 'invalid'; readonly reason: string };

const DEFAULT_DELAY_SECONDS = 30;

const answerSchema = z.object({
  hookStatus: z.enum(['SUCCEEDED', 'FAILED', 'IN_PROGRESS']),
  // Seconds; ECS documents no bounds.
  callBackDelay: z.number().min(0).default(DEFAULT_DELAY_SECONDS),
  hookDetails: z.unknown().optional(),
});

/**
 * Reads the answer of a hook's function. Without a valid `hookStatus`, and after an error of the
 * function, it is `invalid`: ECS rolls back then.
 */
function readHookAnswer(invocation: Invocation): HookAnswer {
  if (invocation.outcome !== 'returned') {
    const { errorType, errorMessage } = invocation;
    return { hookStatus: 'invalid', reason: `${errorType}: ${errorMessage}` };
  }
  const parsed = answerSchema.safeParse(invocation.payload);
  if (!parsed.success) return { hookStatus: 'invalid', reason: z.prettifyError(parsed.error) };
  const { hookStatus, callBackDelay, hookDetails } = parsed.data;
  if (hookStatus !== 'IN_PROGRESS') return { hookStatus };
  return {
    hookStatus,
    callBackDelayMs: callBackDelay * 1000,
    ...(hookDetails !== undefined && { hookDetails }),
  };
}

/** A service deployment to be run, with one function hooked to some of its stages. */
export interface EcsDeploymentRun {
  readonly functionName: string;
  readonly invoke: (functionName: string, event: unknown) => Promise<Invocation>;
  /** Default: `PRE_SCALE_UP`, before anything of the new revision runs. */
  readonly lifecycleStages?: readonly LifecycleStage[];
  /** Default `enveloped`. */
  readonly eventShape?: EcsEventShape;
  /** `HookDetails` of the service definition, sent with every event. */
  readonly hookDetails?: unknown;
  /** How long a hook may stay in progress. Default: 24 hours. */
  readonly hookTimeoutMs?: number;
  readonly clock?: LocalClock;
}

/** Every answer of the function at one stage, in order. */
export interface EcsHookRun {
  readonly lifecycleStage: LifecycleStage;
  readonly answers: readonly HookAnswer[];
}

/** What became of a service deployment. */
export interface EcsDeploymentResult {
  readonly status: 'SUCCESSFUL' | 'ROLLBACK_SUCCESSFUL';
  /** Whether the new revision got production traffic at all. */
  readonly isTrafficShifted: boolean;
  readonly hooks: readonly EcsHookRun[];
}

const DAY_MS = 24 * 3_600_000;

const SERVICE = 'arn:aws:ecs:us-east-1:111122223333';

const REVISIONS: ServiceRevisions = {
  serviceArn: `${SERVICE}:service/local/storefront`,
  serviceDeploymentArn: `${SERVICE}:service-deployment/local/storefront/4c1f2ab`,
  sourceServiceRevisionArn: `${SERVICE}:service-revision/local/storefront/1`,
  targetServiceRevisionArn: `${SERVICE}:service-revision/local/storefront/2`,
};

/**
 * Runs a blue/green deployment of an ECS service: at each hooked stage the function is invoked
 * synchronously, and again after its `callBackDelay` (30 s unless it says otherwise) while it answers
 * `IN_PROGRESS`. `FAILED`, an invalid answer, an error and the time limit roll back; the hooks that ECS
 * runs during a rollback are left out. Rejects for an unknown function.
 *
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-lifecycle-hooks.html
 */
export async function runEcsDeployment(run: EcsDeploymentRun): Promise<EcsDeploymentResult> {
  const { lifecycleStages = ['PRE_SCALE_UP'] } = run;
  const hooks: EcsHookRun[] = [];
  for (const lifecycleStage of LIFECYCLE_STAGES) {
    if (!lifecycleStages.includes(lifecycleStage)) continue;
    const answers = await runHook(lifecycleStage, run);
    hooks.push({ lifecycleStage, answers });
    if (answers.at(-1)?.hookStatus === 'SUCCEEDED') continue;
    const isTrafficShifted = hasReached(lifecycleStage, 'POST_PRODUCTION_TRAFFIC_SHIFT');
    return { status: 'ROLLBACK_SUCCESSFUL', isTrafficShifted, hooks };
  }
  return { status: 'SUCCESSFUL', isTrafficShifted: true, hooks };
}

async function runHook(
  lifecycleStage: LifecycleStage,
  run: EcsDeploymentRun,
): Promise<readonly HookAnswer[]> {
  const { clock = systemClock, hookTimeoutMs = DAY_MS } = run;
  const endMs = clock.now().getTime() + hookTimeoutMs;
  const executionId = randomUUID();
  const asked = { executionId, lifecycleStage, revisions: REVISIONS };
  const answers = [await ask({ ...asked, hookDetails: run.hookDetails }, run)];
  for (let last = answers.at(-1); last?.hookStatus === 'IN_PROGRESS'; last = answers.at(-1)) {
    await clock.wait(last.callBackDelayMs);
    if (clock.now().getTime() >= endMs) {
      answers.push({ hookStatus: 'invalid', reason: 'The hook was in progress for too long.' });
      break;
    }
    answers.push(await ask({ ...asked, hookDetails: last.hookDetails ?? run.hookDetails }, run));
  }
  return answers;
}

async function ask(
  input: EcsEventInput,
  { functionName, invoke, eventShape = 'enveloped' }: EcsDeploymentRun,
): Promise<HookAnswer> {
  return readHookAnswer(await invoke(functionName, ecsHookEvent(input, eventShape)));
}
