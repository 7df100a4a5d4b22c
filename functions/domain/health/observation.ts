import { badCause } from '../history/judge-run.ts';
import type { LastRun } from '../model/environment-state.ts';
import type { EnvironmentReport, Report, Verdict } from '../model/report.ts';

/** What the last look at an environment said. */
export interface Observation {
  readonly verdict: Verdict;
  /** ISO 8601, UTC: when that run began. */
  readonly observedAt: string;
  readonly runId: string;
  /** Absent for a pass and a warn. */
  readonly cause?: string;
}

/** An observation, and whether it is young enough to be today's answer. */
export interface Observed {
  /** Absent where nothing is known yet. */
  readonly observation?: Observation;
  readonly isFresh: boolean;
}

/** What the history kept of the last run. */
export function observationOf({ verdict, startedAt, runId, cause }: LastRun): Observation {
  return { verdict, observedAt: startedAt, runId, ...(cause === undefined ? {} : { cause }) };
}

/** What a run that has just ended says of one environment. */
export function observationIn(
  { startedAt, runId }: Report,
  { verdict, diagnosis }: EnvironmentReport,
): Observation {
  const cause = badCause({ verdict, cause: diagnosis?.cause });
  return { verdict, observedAt: startedAt, runId, ...(cause === undefined ? {} : { cause }) };
}

/** Milliseconds since a look began; never negative, though two clocks may differ. */
export function ageMs({ observedAt }: Observation, now: Date): number {
  return Math.max(0, now.getTime() - Date.parse(observedAt));
}
