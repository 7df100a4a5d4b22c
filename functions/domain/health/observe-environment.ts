import { describeDefect } from '../model/describe-defect.ts';
import type { Leases } from '../model/leases.ts';
import type { Clock } from '../model/ports.ts';
import type { RunHistory } from '../model/run-history.ts';
import type { OwnLooks } from './local-cache.ts';
import { ageMs, type Observation, type Observed, observationOf } from './observation.ts';

/** What an answer about health is made of. */
export interface HealthPorts {
  readonly history: Pick<RunHistory, 'readState'>;
  readonly leases: Leases;
  /** For while the store gives no answer. */
  readonly ownLooks: OwnLooks;
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
  /** Hears of a store or a verification that failed, by the name of the error. */
  readonly onTrouble: (detail: string) => void;
}

/** How long one waits for the verification that somebody else has begun, and how often one looks. */
const PATIENCE_MS = 8_000;
const PAUSE_MS = 400;

/**
 * The last verdict where it is young enough; else whoever gets the lease verifies, and the others wait a
 * little for what it finds, and then go by what is known. The lease lasts as long as a verdict counts, so
 * that of any number of instances one verifies within that time, and none again where that failed.
 *
 * Where the store gives no answer nobody can tell whose turn it is: then each process verifies within that
 * time, once. Never throws.
 */
export async function observeEnvironment(
  question: HealthQuestion,
  ports: HealthPorts,
): Promise<Observed> {
  const known = await lastObservation(question, ports);
  if (known.isFresh) return known;
  switch (await turn(question, ports)) {
    case 'ours':
      return await look(known, question);
    case 'theirs':
      return await awaitOthers(known, question, ports);
    case 'unknown':
      return await ports.ownLooks.observe(question.environment, question.maxAgeMs, () =>
        look(known, question),
      );
  }
}

async function look(known: Observed, { verify, onTrouble }: HealthQuestion): Promise<Observed> {
  try {
    return { observation: await verify(), isFresh: true };
  } catch (error) {
    onTrouble(describeDefect(error).text);
    return known;
  }
}

async function lastObservation(
  { environment, maxAgeMs, signal, onTrouble }: HealthQuestion,
  { history, clock }: HealthPorts,
): Promise<Observed> {
  try {
    const subject = { environment, versionStage: 'AWSCURRENT' } as const;
    const state = await history.readState(subject, { signal });
    if (state === undefined) return { isFresh: false };
    const observation = observationOf(state.last);
    return { observation, isFresh: ageMs(observation, clock.now()) < maxAgeMs };
  } catch (error) {
    onTrouble(describeDefect(error).text);
    return { isFresh: false };
  }
}

async function turn(
  { environment, maxAgeMs, signal, onTrouble }: HealthQuestion,
  { leases }: HealthPorts,
): Promise<'ours' | 'theirs' | 'unknown'> {
  try {
    return (await leases.take(`health#${environment}`, maxAgeMs, { signal })) ? 'ours' : 'theirs';
  } catch (error) {
    onTrouble(describeDefect(error).text);
    return 'unknown';
  }
}

async function awaitOthers(
  known: Observed,
  question: HealthQuestion,
  ports: HealthPorts,
): Promise<Observed> {
  const { clock } = ports;
  const endMs = clock.monotonicMs() + PATIENCE_MS;
  let latest = known;
  while (!latest.isFresh && clock.monotonicMs() < endMs && !question.signal.aborted) {
    await clock.sleep(PAUSE_MS, question.signal);
    latest = await lastObservation(question, ports);
  }
  return latest.observation === undefined ? known : latest;
}
