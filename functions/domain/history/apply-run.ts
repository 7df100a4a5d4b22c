import type { EnvironmentState, LastRun, Uncertainty } from '../model/environment-state.ts';
import type { RunSummary } from '../model/schemas/history-schema.ts';
import { badCause, isBad, isUnattended } from './judge-run.ts';

/** Inconclusive runs in a row before an unattended one is worth an alert. */
export const UNCERTAIN_RUNS = 3;
/** Runs closer together than this count as one: an event may be delivered twice. */
const APART_MS = 2 * 60_000;

/**
 * The state after a run, whether people are notified of it or not. Runs are ordered by their start, not
 * by their end: an older one never takes the place of the last, though it may make the environment bad.
 */
export function applyRun(known: EnvironmentState | undefined, run: RunSummary): EnvironmentState {
  const last = lastRun(run);
  const { startedAt } = run;
  const since = isBad(run) ? (known?.badSince ?? startedAt) : undefined;
  const uncertain = uncertainAfter(known?.uncertain, run);
  if (known === undefined) {
    return {
      revision: 1,
      last,
      verdictSince: startedAt,
      versionSince: startedAt,
      badSince: since,
      uncertain,
      notifiedJobs: [],
    };
  }
  const newest = startedAt >= known.last.startedAt;
  return {
    ...known,
    revision: known.revision + 1,
    ...(newest ? latest(known, last) : {}),
    badSince: since,
    uncertain,
  };
}

/**
 * Whether a run is older than what is known, and says the opposite: then it is no news. A gate that was
 * shut notifies nevertheless, since a deployment waits before it.
 */
export function isOutdated(known: EnvironmentState | undefined, run: RunSummary): boolean {
  if (known === undefined || run.startedAt >= known.last.startedAt) return false;
  return isBad(run) ? !isBad(known.last) && isUnattended(run.trigger) : isBad(known.last);
}

function latest(
  known: EnvironmentState,
  last: LastRun,
): Pick<EnvironmentState, 'last' | 'verdictSince' | 'versionSince'> {
  const { verdict, versionId: before } = known.last;
  // A version that could not be read is no other version.
  const versionId = last.versionId ?? before;
  return {
    last: { ...last, versionId },
    verdictSince: last.verdict === verdict ? known.verdictSince : last.startedAt,
    versionSince: versionId === before ? known.versionSince : last.startedAt,
  };
}

function uncertainAfter(
  before: Uncertainty | undefined,
  { verdict, startedAt }: RunSummary,
): Uncertainty | undefined {
  if (verdict !== 'inconclusive') return undefined;
  if (before === undefined) return { inARow: 1, countedAt: startedAt };
  const apartMs = Date.parse(startedAt) - Date.parse(before.countedAt);
  if (apartMs < APART_MS || before.inARow >= UNCERTAIN_RUNS) return before;
  return { inARow: before.inARow + 1, countedAt: startedAt };
}

function lastRun(run: RunSummary): LastRun {
  const { runId, startedAt, trigger, verdict, versionId } = run;
  return { runId, startedAt, trigger, verdict, cause: badCause(run), versionId };
}
