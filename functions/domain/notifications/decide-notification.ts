import { applyRun, isOutdated, UNCERTAIN_RUNS } from '../history/apply-run.ts';
import { causeOf, isBad, isUnattended } from '../history/judge-run.ts';
import type {
  EnvironmentState,
  NotificationLease,
  OpenIncident,
} from '../model/environment-state.ts';
import type { Notification } from '../model/notification.ts';
import type { RunSummary } from '../model/schemas/history-schema.ts';
import { type EffectiveState, effectiveState } from './effective-state.ts';

/** Why people are not notified of a run. */
export interface NoNotification {
  readonly kind: 'none';
  readonly why: 'good' | 'already-notified' | 'held-back' | 'same-job' | 'outdated' | 'snoozed';
}

/** What people are notified of, and the state to store before they are. */
export interface Decision {
  readonly notification: Notification | NoNotification;
  /** Absent: nothing changed that is worth a write. Holds a lease where there is a notification. */
  readonly next?: EnvironmentState;
}

/** When it is, and how often people are reminded. */
export interface PolicyTime {
  readonly now: Date;
  readonly remindAfterHours: number;
  /** Whether a person has snoozed the environment; default: no. */
  readonly isSnoozed?: boolean | undefined;
}

/** Longer than any publish may take, shorter than the pause between two scheduled runs. */
export const LEASE_MS = 60_000;
/** Between two runs that say the same, the state is brought up to date this often. */
const REFRESH_MS = 10_000;
const MOST_CAUSES = 10;
const HOUR_MS = 3_600_000;
/** A schedule is late by seconds: the run just before the hour is the one that reminds. */
const SLACK_MS = 5 * 60_000;

/**
 * The alert policy. Bad is `fail` and `inconclusive`, good is `pass` and `warn`; shadow mode changes
 * whether a gate is shut and not what people are notified of.
 *
 * | people know of | the run says | they get |
 * |---|---|---|
 * | nothing bad | good | nothing |
 * | nothing bad | fail | an alert |
 * | nothing bad | inconclusive, from a pipeline, a hook or a person | an alert |
 * | nothing bad | inconclusive, from the watch, fewer than 3 runs in a row | nothing |
 * | nothing bad | inconclusive, from the watch, at least 3 runs in a row | an alert |
 * | something bad | good | one recovery |
 * | something bad | fail, of another cause than the last fail they know of | an alert |
 * | something bad | inconclusive (not held back, as above), of a cause that is new since it turned bad | an alert |
 * | something bad | fail again, just after another version of the secret was put in | an alert |
 * | something bad | any other bad run, last notified at least `remindAfterHours` ago | a reminder |
 * | something bad | any other bad run, notified since | nothing |
 * | anything | anything, from a job that sent an alert already | nothing |
 * | a newer run of the opposite verdict | good, or bad and from the watch | nothing |
 * | anything, and the environment is snoozed | bad and unattended, or a reminder of what blocks nothing | nothing |
 *
 * So five retries of a blocked stage are one alert; the watch that finds an hour later what a gate
 * reported sends nothing; an outage that hides a rejected credential ends in no recovery; and an
 * inconclusive run without an alert needs none. Each turn from good to bad and back is notified: both are
 * Twilio's own definite answers, and what flickers without meaning is inconclusive. Environments are
 * judged apart.
 */
export function decideNotification(
  known: EnvironmentState | undefined,
  run: RunSummary,
  time: PolicyTime,
): Decision {
  if (isOutdated(known, run)) return { notification: { kind: 'none', why: 'outdated' } };
  const effective = effectiveState(known, time.now);
  const next = applyRun(known, run);
  const asEver = notificationOf(run, { ...effective, uncertain: next.uncertain }, time);
  const isSilent = time.isSnoozed === true && canBeSnoozed(asEver, run);
  const notification: typeof asEver = isSilent ? { kind: 'none', why: 'snoozed' } : asEver;
  if (notification.kind === 'none') {
    return isWorthStoring(known, next) ? { notification, next } : { notification };
  }
  const badSince = known?.badSince ?? run.startedAt;
  const incident =
    notification.kind === 'recovery'
      ? undefined
      : incidentAfter(run, effective.openIncident, { now: time.now, badSince });
  const lease = leaseOf(run, incident, time.now);
  // An earlier lease that has not ended counts as committed: this notification goes on from there.
  return { notification, next: { ...next, ...effective, lease } };
}

/** Whether a snooze holds a notification back: a shut gate, before which a deployment waits, alerts as ever. */
export function canBeSnoozed(
  { kind }: Notification | NoNotification,
  { trigger, blocked }: RunSummary,
): boolean {
  if (kind === 'alert') return isUnattended(trigger);
  return kind === 'reminder' && (isUnattended(trigger) || !blocked);
}

function notificationOf(
  run: RunSummary,
  state: EffectiveState & Pick<EnvironmentState, 'uncertain'>,
  time: PolicyTime,
): Notification | NoNotification {
  const { openIncident: of, notifiedJobs } = state;
  const { jobId } = run.origin;
  if (jobId !== undefined && notifiedJobs.includes(jobId)) return { kind: 'none', why: 'same-job' };
  if (!isBad(run)) {
    return of === undefined
      ? { kind: 'none', why: 'good' }
      : { kind: 'recovery', why: 'good-again', of };
  }
  if (isHeldBack(run, state)) {
    return of === undefined ? { kind: 'none', why: 'held-back' } : reminder(of, time);
  }
  if (of === undefined) return { kind: 'alert', why: 'turned-bad' };
  return change(run, of) ?? reminder(of, time);
}

/** An unattended run that could not tell: the next comes by itself, and may. */
function isHeldBack(
  { verdict, trigger }: RunSummary,
  { uncertain }: Pick<EnvironmentState, 'uncertain'>,
): boolean {
  const inARow = uncertain?.inARow ?? 0;
  return verdict === 'inconclusive' && isUnattended(trigger) && inARow < UNCERTAIN_RUNS;
}

/**
 * A fail is a change when its cause is not that of the last fail. An inconclusive run is when its cause
 * is new in this incident: an outage shows itself in several ways, by turns.
 */
function change(run: RunSummary, of: OpenIncident): Notification | undefined {
  const cause = causeOf(run);
  const isOther = run.verdict === 'fail' ? cause !== of.failCause : !of.causes.includes(cause);
  if (isOther) return { kind: 'alert', why: 'other-cause', of };
  // The person who has just put in another value waits to hear whether it is good.
  const isNewValue = run.trigger === 'secret-change' && run.versionId !== of.versionId;
  return run.verdict === 'fail' && isNewValue
    ? { kind: 'alert', why: 'new-version', of }
    : undefined;
}

function reminder(
  of: OpenIncident,
  { now, remindAfterHours }: PolicyTime,
): Notification | NoNotification {
  const sinceMs = now.getTime() - Date.parse(of.at);
  return sinceMs >= remindAfterHours * HOUR_MS - SLACK_MS
    ? { kind: 'reminder', why: 'still-bad', of }
    : { kind: 'none', why: 'already-notified' };
}

function leaseOf(
  { runId, origin: { jobId } }: RunSummary,
  incident: OpenIncident | undefined,
  now: Date,
): NotificationLease {
  return { runId, until: new Date(now.getTime() + LEASE_MS).toISOString(), incident, jobId };
}

function incidentAfter(
  run: RunSummary,
  before: OpenIncident | undefined,
  { now, badSince }: { readonly now: Date; readonly badSince: string },
): OpenIncident {
  const cause = causeOf(run);
  const others = (before?.causes ?? []).filter((one) => one !== cause);
  return {
    badSince: before?.badSince ?? badSince,
    at: now.toISOString(),
    causes: [...others, cause].slice(-MOST_CAUSES),
    failCause: run.verdict === 'fail' ? cause : before?.failCause,
    versionId: run.versionId,
  };
}

/** Two hundred deliveries of one event write once: what they all say is known after the first. */
function isWorthStoring(known: EnvironmentState | undefined, next: EnvironmentState): boolean {
  if (known === undefined) return true;
  const { last, uncertain, badSince } = next;
  const laterMs = Date.parse(last.startedAt) - Date.parse(known.last.startedAt);
  return (
    laterMs >= REFRESH_MS ||
    isBad(last) !== isBad(known.last) ||
    last.verdict !== known.last.verdict ||
    last.cause !== known.last.cause ||
    last.versionId !== known.last.versionId ||
    badSince !== known.badSince ||
    uncertain?.inARow !== known.uncertain?.inARow
  );
}
