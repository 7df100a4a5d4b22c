import { badCause } from '../history/judge-run.ts';
import { describeDefect } from '../model/describe-defect.ts';
import type { LastRun } from '../model/environment-state.ts';
import type { Leases } from '../model/leases.ts';
import type { Clock } from '../model/ports.ts';
import type { EnvironmentReport, Report, Verdict } from '../model/report.ts';
import type { RunHistory } from '../model/run-history.ts';

/** What the last run said of an environment. */
export interface Observation {
  readonly verdict: Verdict;
  /** ISO 8601, UTC: when that run began. */
  readonly observedAt: string;
  readonly runId: string;
  /** Absent for a pass and a warn. */
  readonly cause?: string | undefined;
}

/** An observation, and whether it is young enough to be today's answer. */
export interface Observed {
  /** Absent where nothing is known yet. */
  readonly observation?: Observation | undefined;
  readonly isFresh: boolean;
}

/** What the history kept of the last run. */
export function observationOf({ verdict, startedAt, runId, cause }: LastRun): Observation {
  return { verdict, observedAt: startedAt, runId, cause };
}

/** What a run that has just ended says of one environment. */
export function observationIn(
  { startedAt, runId }: Report,
  { verdict, diagnosis }: EnvironmentReport,
): Observation {
  const cause = badCause({ verdict, cause: diagnosis?.cause });
  return { verdict, observedAt: startedAt, runId, cause };
}

/** Milliseconds since a run began; never negative, though two clocks may differ. */
export function ageMs({ observedAt }: Observation, now: Date): number {
  return Math.max(0, now.getTime() - Date.parse(observedAt));
}

/**
 * What this process found last, where that is younger than `maxAgeMs`; else what `verify` finds, which
 * runs once within that time at most, whatever its outcome. `verify` must not reject.
 */
export type LocalCache = (
  environment: string,
  maxAgeMs: number,
  verify: () => Promise<Observed>,
) => Promise<Observed>;

/** What an answer about health is made of. */
export interface HealthPorts {
  readonly history: Pick<RunHistory, 'readState'>;
  readonly leases: Leases;
  /** For while the store gives no answer. */
  readonly local: LocalCache;
  readonly clock: Clock;
}

/** One question about one environment. */
export interface HealthQuestion {
  readonly environment: string;
  /** A younger verdict is the answer; and within so long one verification begins at most. */
  readonly maxAgeMs: number;
  readonly signal: AbortSignal;
  /** Verifies the environment now. Rejects where that cannot be done. */
  readonly verify: () => Promise<Observation>;
  /** Called for a store or a verification that failed, with what may be shown of the error. */
  readonly onError: (detail: string) => void;
}

/** How long to wait for the verification that another process has begun, and how often to read. */
const WAIT_MS = 8_000;
const PAUSE_MS = 400;

/**
 * The last verdict where it is young enough; else the process that gets the lease verifies, and the others
 * wait a little for what it finds, and then go by what is known. The lease lasts as long as a verdict counts, so
 * that of any number of instances one verifies within that time, and none again where that failed.
 *
 * Where the store gives no answer it is not known whose turn it is: then each process verifies once within
 * that time. Never throws.
 */
export async function observeEnvironment(
  question: HealthQuestion,
  ports: HealthPorts,
): Promise<Observed> {
  const known = await lastObservation(question, ports);
  if (known.isFresh) return known;
  switch (await turn(question, ports)) {
    case 'ours':
      return await verifyNow(known, question);
    case 'theirs':
      return await awaitOthers(known, question, ports);
    case 'unknown':
      return await ports.local(question.environment, question.maxAgeMs, () =>
        verifyNow(known, question),
      );
  }
}

async function verifyNow(known: Observed, { verify, onError }: HealthQuestion): Promise<Observed> {
  try {
    return { observation: await verify(), isFresh: true };
  } catch (error) {
    onError(describeDefect(error).text);
    return known;
  }
}

async function lastObservation(
  { environment, maxAgeMs, signal, onError }: HealthQuestion,
  { history, clock }: HealthPorts,
): Promise<Observed> {
  try {
    const subject = { environment, versionStage: 'AWSCURRENT' } as const;
    const state = await history.readState(subject, { signal });
    if (state === undefined) return { isFresh: false };
    const observation = observationOf(state.last);
    return { observation, isFresh: ageMs(observation, clock.now()) < maxAgeMs };
  } catch (error) {
    onError(describeDefect(error).text);
    return { isFresh: false };
  }
}

async function turn(
  { environment, maxAgeMs, signal, onError }: HealthQuestion,
  { leases }: HealthPorts,
): Promise<'ours' | 'theirs' | 'unknown'> {
  try {
    return (await leases.take(`health#${environment}`, maxAgeMs, { signal })) ? 'ours' : 'theirs';
  } catch (error) {
    onError(describeDefect(error).text);
    return 'unknown';
  }
}

async function awaitOthers(
  known: Observed,
  question: HealthQuestion,
  ports: HealthPorts,
): Promise<Observed> {
  const { clock } = ports;
  const endMs = clock.monotonicMs() + WAIT_MS;
  let latest = known;
  while (!latest.isFresh && clock.monotonicMs() < endMs && !question.signal.aborted) {
    await clock.sleep(PAUSE_MS, question.signal);
    latest = await lastObservation(question, ports);
  }
  return latest.observation === undefined ? known : latest;
}
