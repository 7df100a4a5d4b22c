import type { Claim, EnvironmentState } from '../model/environment-state.ts';

const MOST_JOBS = 20;

/**
 * The state once the alert of a claim is out: what it said is told. Undefined where the claim is no longer
 * in the state: it was settled already, or a later one has taken it for told.
 */
export function madeGood(state: EnvironmentState, made: Claim): EnvironmentState | undefined {
  const { claim, told: _, toldJobs, ...rest } = state;
  if (claim?.runId !== made.runId) return undefined;
  return {
    ...rest,
    revision: state.revision + 1,
    ...(made.told === undefined ? {} : { told: made.told }),
    toldJobs: made.jobId === undefined ? toldJobs : [...toldJobs, made.jobId].slice(-MOST_JOBS),
  };
}

/** The state when the alert of a claim could not be sent: the next run finds it untold, and tells. */
export function givenUp(state: EnvironmentState, lost: Claim): EnvironmentState | undefined {
  const { claim, ...rest } = state;
  return claim?.runId === lost.runId ? { ...rest, revision: state.revision + 1 } : undefined;
}
