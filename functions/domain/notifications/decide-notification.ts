import { isOutdated, seeRun } from '../history/apply-run.ts';
import { type Standing, standingOf } from '../history/effective-state.ts';
import { findNews, type News, type PolicyTime } from '../history/find-news.ts';
import { isBad, type JudgedRun } from '../history/judged-run.ts';
import type { Claim, EnvironmentState, Told } from '../model/environment-state.ts';

/** What is to be told of a run, and the state to keep before anybody is told. */
export interface Decision {
  readonly news: News;
  /** Absent: nothing changed that is worth a write. Holds a claim where there is something to tell. */
  readonly next?: EnvironmentState;
}

/** Longer than any publish may take, shorter than the pause between two looks. */
export const CLAIM_MS = 60_000;
/** Between two runs that say the same, the state is brought up to date this often. */
const REFRESH_MS = 10_000;
const MOST_CAUSES = 10;

/**
 * The alert policy. Bad is `fail` and `inconclusive`, good is `pass` and `warn`; shadow mode changes
 * whether a gate is shut and not what is told.
 *
 * | people know of | the run says | they are told |
 * |---|---|---|
 * | nothing bad | good | nothing |
 * | nothing bad | fail | an alert |
 * | nothing bad | inconclusive, from a pipeline, a hook or a person | an alert |
 * | nothing bad | inconclusive, from the watch, fewer than 3 looks in a row | nothing |
 * | nothing bad | inconclusive, from the watch, at least 3 looks in a row | an alert |
 * | something bad | good | one recovery |
 * | something bad | fail, of another cause than the last fail they know of | an alert |
 * | something bad | inconclusive (as above, loud enough), of a cause not told since it turned bad | an alert |
 * | something bad | fail again, just after another version of the secret was put in | an alert |
 * | something bad | any other bad run, last told at least `remindAfterHours` ago | a reminder |
 * | something bad | any other bad run, told since | nothing |
 * | anything | anything, from a job that sent an alert already | nothing |
 * | newer, opposite news | good, or bad and from the watch | nothing |
 *
 * So five retries of a blocked stage are one alert; the watch that finds an hour later what a gate told
 * is silent; an outage that hides a rejected credential ends in no recovery; and an inconclusive look
 * that was never told needs none. Each turn from good to bad and back is told: both are Twilio's own
 * definite answers, and what flickers without meaning is inconclusive. Environments are judged apart.
 */
export function decideAlert(
  known: EnvironmentState | undefined,
  run: JudgedRun,
  time: PolicyTime,
): Decision {
  const standing = standingOf(known, time.now);
  if (isOutdated(known, run)) return { news: { kind: 'none', why: 'outdated' } };
  const seen = seeRun(known, run);
  const news = findNews(run, { ...standing, seen }, time);
  if (news.kind !== 'none') {
    return { news, next: claimed(seen, { run, known, news, standing, now: time.now }) };
  }
  return isWorthKeeping(known, seen) ? { news, next: seen } : { news };
}

interface Telling {
  readonly run: JudgedRun;
  readonly known: EnvironmentState | undefined;
  readonly news: News;
  readonly standing: Standing;
  readonly now: Date;
}

/** An earlier claim that has not ended is taken for told: what is told now goes on from there. */
function claimed(
  { told: _told, claim: _claim, ...seen }: EnvironmentState,
  { run, known, news, standing: { told, toldJobs }, now }: Telling,
): EnvironmentState {
  const { runId, jobId } = run;
  const claim: Claim = {
    runId,
    until: new Date(now.getTime() + CLAIM_MS).toISOString(),
    ...(jobId === undefined ? {} : { jobId }),
    ...(news.kind === 'recovery'
      ? {}
      : { told: toldOf(run, told, { now, badSince: known?.badSince ?? run.startedAt }) }),
  };
  return { ...seen, toldJobs, claim, ...(told === undefined ? {} : { told }) };
}

function toldOf(
  { verdict, cause = 'unknown', versionId }: JudgedRun,
  before: Told | undefined,
  { now, badSince }: { readonly now: Date; readonly badSince: string },
): Told {
  const others = (before?.causes ?? []).filter((one) => one !== cause);
  const failCause = verdict === 'fail' ? cause : before?.failCause;
  return {
    badSince: before?.badSince ?? badSince,
    at: now.toISOString(),
    causes: [...others, cause].slice(-MOST_CAUSES),
    ...(failCause === undefined ? {} : { failCause }),
    ...(versionId === undefined ? {} : { versionId }),
  };
}

/** Two hundred deliveries of one event write once: what they all say is known after the first. */
function isWorthKeeping(known: EnvironmentState | undefined, seen: EnvironmentState): boolean {
  if (known === undefined) return true;
  const { last, uncertain, badSince } = seen;
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
