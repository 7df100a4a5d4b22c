import { composeGate } from '../compose.ts';
import { composeRunBase, type RunBase } from '../compose-base.ts';
import type { LogFields } from '../domain/model/ports.ts';
import {
  type HookDetails,
  parseHookDetails,
  waitingDetails,
  waitTokenOf,
} from './ecs/hook-details.ts';
import { type EcsHookEvent, readHookEvent } from './ecs/hook-event.ts';
import { isShut } from './run/blocked.ts';
import { type ComposeGate, createHandler, type Handler } from './run/create-handler.ts';
import { subjectOrError } from './run/error-run.ts';
import type { Invocation } from './run/invocation.ts';
import { logReport } from './run/log-report.ts';
import { recordAndAlert } from './run/record-and-alert.ts';
import { type Asked, type GateForm, runForm } from './run/run-form.ts';
import { hookEnvironments, type Subject } from './run/verify.ts';

/** What ECS takes from a hook; anything else, as an error, rolls the deployment back. */
export type EcsHookAnswer =
  | { readonly hookStatus: 'SUCCEEDED' | 'FAILED' }
  | {
      readonly hookStatus: 'IN_PROGRESS';
      /** Seconds until the next invocation. */
      readonly callBackDelay: number;
      /** Comes back with it. */
      readonly hookDetails: HookDetails['asGiven'];
    };

const CALL_BACK_SECONDS = 30;

/**
 * No attempt of one wait lies longer back: it ends after six minutes. A linear or canary deployment calls
 * the same hook for each of its steps, and ECS keeps the details between them.
 */
const OLDEST_ATTEMPT_MS = 10 * 60_000;

interface AskedByService extends Asked {
  readonly hook: EcsHookEvent;
}

/** Verifies, alerts, and answers; `IN_PROGRESS` for up to six minutes while only a rotation shuts the gate. */
const ECS: GateForm<EcsHookEvent, AskedByService, RunBase, EcsHookAnswer> = {
  parse: (hook, invocation) => ({
    hook,
    trigger: 'ecs',
    subject: subjectOrError(() => subjectOf(hook, invocation), invocation),
    origin: { deploymentId: hook.deployment },
    waitToken: waitTokenOf(hook.hookDetails),
  }),
  waits: { kind: 'between-runs', oldestMs: OLDEST_ATTEMPT_MS },
  respond: async ({ asked: { hook, origin }, report, nextToken }, invocation) => {
    const { log } = invocation.base;
    logReport(report, log, fieldsOf(hook));
    if (nextToken !== undefined) {
      log.info('waits for a rotation to end: ECS invokes again', fieldsOf(hook));
      const hookDetails = waitingDetails(parseHookDetails(hook.hookDetails), nextToken);
      return { hookStatus: 'IN_PROGRESS', callBackDelay: CALL_BACK_SECONDS, hookDetails };
    }
    await recordAndAlert({ report, origin, invocation });
    return { hookStatus: isShut(report) ? 'FAILED' : 'SUCCEEDED' };
  },
};

function subjectOf({ hookDetails }: EcsHookEvent, invocation: Invocation): Subject {
  const { names } = parseHookDetails(hookDetails);
  return { names: names.length > 0 ? names : hookEnvironments(invocation) };
}

/** Both come from ECS's own event, and are names. */
function fieldsOf({ deployment = '', lifecycleStage = '' }: EcsHookEvent): LogFields {
  return { deployment, lifecycleStage };
}

/**
 * Makes the handler of an ECS lifecycle hook: returns `SUCCEEDED` or `FAILED`, or `IN_PROGRESS`. What
 * cannot be verified is `FAILED`; only a defect is thrown, and rolls back as well.
 *
 * A rollback is let through unverified: a bad credential is no reason to keep the old revision out.
 */
export function createEcsHandler(base: RunBase, compose: ComposeGate): Handler {
  return createHandler(base, compose, async (event, invocation): Promise<EcsHookAnswer> => {
    const hook = readHookEvent(event);
    if (!hook.isRollback) return await runForm(ECS, hook, invocation);
    invocation.base.log.warn('a rollback is let through: nothing was verified', fieldsOf(hook));
    return { hookStatus: 'SUCCEEDED' };
  });
}

const base = composeRunBase();

/**
 * The lifecycle hook of an Amazon ECS service deployment: returns `hookStatus`. Verifies the
 * environments in `PREFLIGHT_ENVIRONMENTS`, or those that the hook's own `hookDetails` name.
 */
export const handler: Handler = createEcsHandler(base, () => composeGate(base));
