import type { EnvironmentState, LastRun, Uncertainty } from '../model/environment-state.ts';
import { UNCERTAIN_LOOKS } from './find-news.ts';
import { isBad, isWatch, type JudgedRun } from './judged-run.ts';

/** Looks closer together than this are one: an event may be delivered twice. */
const APART_MS = 2 * 60_000;

/**
 * The state after a run, whoever is told of it. Runs are ordered by their start, not by when they end:
 * an older one never takes the place of the last, though it may make the environment bad.
 */
export function seeRun(known: EnvironmentState | undefined, run: JudgedRun): EnvironmentState {
  const last = lastRun(run);
  const { startedAt } = run;
  const bad = isBad(run);
  if (known === undefined) {
    return {
      revision: 1,
      last,
      verdictSince: startedAt,
      versionSince: startedAt,
      ...(bad ? { badSince: startedAt } : {}),
      ...uncertainAfter(undefined, run),
      toldJobs: [],
    };
  }
  const { badSince = startedAt, uncertain, ...rest } = known;
  const newest = startedAt >= known.last.startedAt;
  return {
    ...rest,
    revision: known.revision + 1,
    ...(newest ? latest(known, last) : {}),
    ...(bad ? { badSince } : {}),
    ...uncertainAfter(uncertain, run),
  };
}

/**
 * Whether a run is older than what is known, and says the opposite: its news are over. A gate that was
 * shut is told all the same, since somebody stands before it.
 */
export function isOutdated(known: EnvironmentState | undefined, run: JudgedRun): boolean {
  if (known === undefined || run.startedAt >= known.last.startedAt) return false;
  return isBad(run) ? !isBad(known.last) && isWatch(run.trigger) : isBad(known.last);
}

function latest(
  known: EnvironmentState,
  last: LastRun,
): Pick<EnvironmentState, 'last' | 'verdictSince' | 'versionSince'> {
  const { verdict, versionId } = known.last;
  // A version that could not be read is no other version.
  const kept = last.versionId ?? versionId;
  return {
    last: kept === undefined ? last : { ...last, versionId: kept },
    verdictSince: last.verdict === verdict ? known.verdictSince : last.startedAt,
    versionSince: kept === versionId ? known.versionSince : last.startedAt,
  };
}

function uncertainAfter(
  before: Uncertainty | undefined,
  { verdict, startedAt }: JudgedRun,
): Pick<EnvironmentState, 'uncertain'> {
  if (verdict !== 'inconclusive') return {};
  if (before === undefined) return { uncertain: { inARow: 1, countedAt: startedAt } };
  const apartMs = Date.parse(startedAt) - Date.parse(before.countedAt);
  if (apartMs < APART_MS || before.inARow >= UNCERTAIN_LOOKS) return { uncertain: before };
  return { uncertain: { inARow: before.inARow + 1, countedAt: startedAt } };
}

function lastRun({ jobId: _, ...run }: JudgedRun): LastRun {
  return run;
}
