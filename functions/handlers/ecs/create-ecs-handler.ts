import type { Gate } from '../../compose.ts';
import type { RunBase } from '../../compose-base.ts';
import { createHandler, type Handler } from '../run/create-handler.ts';
import { decide } from '../run/decide.ts';
import { hookEnvironments } from '../run/hook-environments.ts';
import type { Invocation } from '../run/invocation.ts';
import { logReport } from '../run/log-report.ts';
import { recordAndAlert } from '../run/record-and-alert.ts';
import { rotationLooks } from '../run/rotation-looks.ts';
import { isShut } from '../run/throw-if-blocked.ts';
import { newRunState } from '../run/trouble-run.ts';
import { type HookDetails, parseHookDetails, waitingDetails, waitTokenOf } from './hook-details.ts';
import { type EcsHookEvent, readHookEvent } from './hook-event.ts';

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
 * No look of one wait lies longer back: it ends after six minutes. A linear or canary deployment calls
 * the same hook for each of its steps, and ECS keeps the details between them.
 */
const OLDEST_LOOK_MS = 10 * 60_000;

/**
 * Makes the handler of an ECS lifecycle hook: verifies, alerts, and returns `SUCCEEDED` or `FAILED`;
 * `IN_PROGRESS` for up to six minutes while only a rotation keeps the gate shut. What cannot be
 * verified is `FAILED`; only a defect is thrown, and rolls back as well.
 *
 * A rollback is let through unverified: a bad credential is no reason to keep the old revision out.
 */
export function createEcsHandler(base: RunBase, compose: () => Gate): Handler {
  return createHandler(base, compose, async (event, invocation) => {
    const hook = readHookEvent(event);
    return hook.isRollback ? letThrough(hook, invocation) : await verify(hook, invocation);
  });
}

function letThrough(hook: EcsHookEvent, { base }: Invocation): EcsHookAnswer {
  base.log.warn('a rollback is let through: nothing was verified', fieldsOf(hook));
  return { hookStatus: 'SUCCEEDED' };
}

async function verify(hook: EcsHookEvent, invocation: Invocation): Promise<EcsHookAnswer> {
  const { clock, log } = invocation.base;
  const token = waitTokenOf(hook.hookDetails);
  const { waited, nextToken } = rotationLooks(token, clock.now(), OLDEST_LOOK_MS);
  let details: HookDetails = { names: [], asGiven: {} };
  const subject = () => {
    details = parseHookDetails(hook.hookDetails);
    return { names: details.names.length > 0 ? details.names : hookEnvironments(invocation) };
  };
  const state = { ...newRunState(), look: waited === undefined ? {} : { waited } };
  const { report } = await decide({ subject }, state, invocation);
  logReport(report, log, fieldsOf(hook));
  const next = nextToken(report, clock.now());
  if (next !== undefined) {
    log.info('waits for a rotation to end: ECS invokes again', fieldsOf(hook));
    const hookDetails = waitingDetails(details, next);
    return { hookStatus: 'IN_PROGRESS', callBackDelay: CALL_BACK_SECONDS, hookDetails };
  }
  const { deployment: deploymentId } = hook;
  await recordAndAlert(report, deploymentId === undefined ? {} : { deploymentId }, invocation);
  return { hookStatus: isShut(report) ? 'FAILED' : 'SUCCEEDED' };
}

/** Both come from ECS's own event, and are names. */
function fieldsOf({ deployment = '', lifecycleStage = '' }: EcsHookEvent): {
  readonly deployment: string;
  readonly lifecycleStage: string;
} {
  return { deployment, lifecycleStage };
}
