import type { EnvironmentState, Told } from '../model/environment-state.ts';

/** What people know at a moment, alerts on their way included. */
export interface Standing {
  readonly told: Told | undefined;
  readonly toldJobs: readonly string[];
}

/**
 * What a state says people know at `now`. An alert that was claimed counts as told until the claim
 * ends; then whoever claimed it is taken to have died before it was out, and nothing was told.
 */
export function standingOf(state: EnvironmentState | undefined, now: Date): Standing {
  if (state === undefined) return { told: undefined, toldJobs: [] };
  const { told, toldJobs, claim } = state;
  if (claim === undefined || Date.parse(claim.until) <= now.getTime()) return { told, toldJobs };
  return {
    told: claim.told,
    toldJobs: claim.jobId === undefined ? toldJobs : [...toldJobs, claim.jobId],
  };
}
