import type { EnvironmentState, Told } from '../model/environment-state.ts';
import type { Standing } from './effective-state.ts';
import { isBad, isWatch, type JudgedRun } from './judged-run.ts';

/** Something to tell people, and why. `of` is what they know already. */
export type Tidings =
  | { readonly kind: 'alert'; readonly why: 'turned-bad' }
  | { readonly kind: 'alert'; readonly why: 'other-cause' | 'new-version'; readonly of: Told }
  | { readonly kind: 'reminder'; readonly why: 'still-bad'; readonly of: Told }
  | { readonly kind: 'recovery'; readonly why: 'good-again'; readonly of: Told };

/** Whether people are to be told, and why or why not. */
export type News =
  | Tidings
  | {
      readonly kind: 'none';
      readonly why: 'good' | 'told' | 'held-back' | 'same-job' | 'outdated';
    };

/** When it is, and how often people are reminded. */
export interface PolicyTime {
  readonly now: Date;
  readonly remindAfterHours: number;
}

/** Inconclusive looks in a row before the watch speaks of it. */
export const UNCERTAIN_LOOKS = 3;

const HOUR_MS = 3_600_000;
/** A schedule is late by seconds: the look just before the hour is the one that reminds. */
const SLACK_MS = 5 * 60_000;

/** What a run means to people who know `standing`; `seen` counts this run already. See `decideAlert`. */
export function findNews(
  run: JudgedRun,
  standing: Standing & { readonly seen: Pick<EnvironmentState, 'uncertain'> },
  time: PolicyTime,
): News {
  const { told, toldJobs, seen } = standing;
  if (run.jobId !== undefined && toldJobs.includes(run.jobId)) {
    return { kind: 'none', why: 'same-job' };
  }
  if (!isBad(run)) return goodNews(told);
  if (isQuiet(run, seen)) {
    return told === undefined ? { kind: 'none', why: 'held-back' } : reminder(told, time);
  }
  if (told === undefined) return { kind: 'alert', why: 'turned-bad' };
  return change(run, told) ?? reminder(told, time);
}

function goodNews(told: Told | undefined): News {
  return told === undefined
    ? { kind: 'none', why: 'good' }
    : { kind: 'recovery', why: 'good-again', of: told };
}

/** A look of the watch that could not tell; the next comes by itself, and may. */
function isQuiet(
  { verdict, trigger }: JudgedRun,
  { uncertain }: Pick<EnvironmentState, 'uncertain'>,
): boolean {
  const inARow = uncertain?.inARow ?? 0;
  return verdict === 'inconclusive' && isWatch(trigger) && inARow < UNCERTAIN_LOOKS;
}

/**
 * A fail is news when its cause is not that of the last fail. An inconclusive run is when its cause was
 * never told: an outage shows itself in several ways, by turns.
 */
function change(run: JudgedRun, told: Told): News | undefined {
  const cause = run.cause ?? 'unknown';
  const isOther = run.verdict === 'fail' ? cause !== told.failCause : !told.causes.includes(cause);
  if (isOther) return { kind: 'alert', why: 'other-cause', of: told };
  // Somebody has just put in another value, and waits to hear whether it is good.
  const isNewValue = run.trigger === 'secret-change' && run.versionId !== told.versionId;
  return run.verdict === 'fail' && isNewValue
    ? { kind: 'alert', why: 'new-version', of: told }
    : undefined;
}

function reminder(told: Told, { now, remindAfterHours }: PolicyTime): News {
  const silentMs = now.getTime() - Date.parse(told.at);
  return silentMs >= remindAfterHours * HOUR_MS - SLACK_MS
    ? { kind: 'reminder', why: 'still-bad', of: told }
    : { kind: 'none', why: 'told' };
}
