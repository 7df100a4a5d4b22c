import { isBad } from '../history/judge-run.ts';
import { describeDefect } from '../model/describe-defect.ts';
import type { EnvironmentState, NotificationLease } from '../model/environment-state.ts';
import type { Notification } from '../model/notification.ts';
import type { Clock, Randomness } from '../model/ports.ts';
import type { RunHistory } from '../model/run-history.ts';
import type { RunSummary } from '../model/schemas/history-schema.ts';
import { canBeSnoozed, type Decision, decideNotification } from './decide-notification.ts';

/** What is to be published now, by the caller alone. */
export interface LeasedNotification {
  readonly notification: Notification;
  /** The state with the lease, for {@link finishNotification}; absent without a history. */
  readonly leased?: EnvironmentState;
}

/** How the publishing of a notification ended. */
export type Outcome = 'sent' | 'unsent';

export interface LeaseContext {
  readonly history: RunHistory;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly remindAfterHours: number;
  readonly signal: AbortSignal;
  /** Whether a person has snoozed the environment; asked only where it matters. Default: no. Must not reject. */
  readonly isSnoozed?: (() => Promise<boolean>) | undefined;
  /** Gets the name of the error where the history could not be used. */
  readonly onHistoryError: (detail: string) => void;
}

/** Each time another process wrote first; two hundred at once are done within two or three. */
const MOST_LEASE_TRIES = 8;
const MOST_FINISH_TRIES = 5;
const LONGEST_PAUSE_MS = 100;
const MOST_JOBS = 20;
const TURNED_BAD: Notification = { kind: 'alert', why: 'turned-bad' };

/**
 * Decides what people are notified of, and takes the lease to do so: of many deliveries at once one gets
 * the notification, the others undefined.
 *
 * Rather twice than never: where the history cannot be read or written, a bad run is notified nevertheless,
 * also one that the policy would have held back, since a count that is not stored never reaches three.
 * Never throws.
 */
export async function leaseNotification(
  run: RunSummary,
  context: LeaseContext,
): Promise<LeasedNotification | undefined> {
  let decision: Decision | undefined;
  try {
    for (let tries = 1; tries <= MOST_LEASE_TRIES; tries += 1) {
      const known = await context.history.readState(run, context);
      // A write whose answer was lost is refused when it is tried again: the lease is ours already.
      if (known?.lease?.runId === run.runId && decision !== undefined)
        return leased(decision, known);
      decision = await decide(known, run, context);
      const { next } = decision;
      if (next === undefined) return undefined;
      if ((await context.history.putState(run, next, context)) === 'stored') {
        return leased(decision, next);
      }
      await pause(context);
    }
    context.onHistoryError('Contention');
  } catch (error) {
    context.onHistoryError(describeDefect(error).text);
  }
  return withoutHistory(decision, run);
}

async function decide(
  known: EnvironmentState | undefined,
  run: RunSummary,
  { clock, remindAfterHours, isSnoozed }: LeaseContext,
): Promise<Decision> {
  const time = { now: clock.now(), remindAfterHours };
  const decision = decideNotification(known, run, time);
  if (!canBeSnoozed(decision.notification, run) || !(await isSnoozed?.())) return decision;
  return decideNotification(known, run, { ...time, isSnoozed: true });
}

/**
 * Commits a lease after its notification is out, or releases it where that could not be sent, so that the
 * next run notifies. Never throws: a lease that stays open ends by itself, and the notification is sent
 * again.
 */
export async function finishNotification(
  run: RunSummary,
  { leased: { lease, ...rest }, outcome }: { leased: EnvironmentState; outcome: Outcome },
  { history, onHistoryError, ...call }: Pick<LeaseContext, 'history' | 'signal' | 'onHistoryError'>,
): Promise<void> {
  if (lease === undefined) return;
  const finish = outcome === 'sent' ? commitLease : releaseLease;
  let state: EnvironmentState | undefined = { ...rest, lease };
  try {
    for (let tries = 1; tries <= MOST_FINISH_TRIES; tries += 1) {
      const finished: EnvironmentState | undefined = state && finish(state, lease);
      if (finished === undefined) return;
      if ((await history.putState(run, finished, call)) === 'stored') return;
      state = await history.readState(run, call);
    }
    onHistoryError('Contention');
  } catch (error) {
    onHistoryError(describeDefect(error).text);
  }
}

/**
 * The state once the notification of a lease is out: people know what it said. Undefined where the lease
 * is no longer in the state: it was committed already, or a later one has taken its place.
 */
export function commitLease(
  state: EnvironmentState,
  { runId, incident, jobId }: NotificationLease,
): EnvironmentState | undefined {
  const { lease, notifiedJobs } = state;
  if (lease?.runId !== runId) return undefined;
  return {
    ...state,
    revision: state.revision + 1,
    openIncident: incident,
    lease: undefined,
    notifiedJobs: jobId === undefined ? notifiedJobs : [...notifiedJobs, jobId].slice(-MOST_JOBS),
  };
}

/** The state when the notification of a lease could not be sent: the next run notifies in its place. */
export function releaseLease(
  state: EnvironmentState,
  { runId }: NotificationLease,
): EnvironmentState | undefined {
  if (state.lease?.runId !== runId) return undefined;
  return { ...state, revision: state.revision + 1, lease: undefined };
}

function leased(
  { notification }: Decision,
  state: EnvironmentState,
): LeasedNotification | undefined {
  return notification.kind === 'none' ? undefined : { notification, leased: state };
}

/** By the last decision, if there was one: people are not notified again of what they know. */
function withoutHistory(
  decision: Decision | undefined,
  run: RunSummary,
): LeasedNotification | undefined {
  if (decision === undefined) return isBad(run) ? { notification: TURNED_BAD } : undefined;
  const { notification } = decision;
  if (notification.kind !== 'none') return { notification };
  return notification.why === 'held-back' ? { notification: TURNED_BAD } : undefined;
}

async function pause({ clock, randomness, signal }: LeaseContext): Promise<void> {
  await clock.sleep(randomness.fraction() * LONGEST_PAUSE_MS, signal);
  signal.throwIfAborted();
}
