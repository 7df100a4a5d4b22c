import type { EnvironmentState } from '../model/environment-state.ts';

/** What people know at a moment, notifications on their way included. */
export type EffectiveState = Pick<EnvironmentState, 'openIncident' | 'notifiedJobs'>;

/**
 * What a state says people know at `now`. A lease counts as committed until it ends; then the process
 * that held it is taken to have died before it published, and the lease counts for nothing.
 */
export function effectiveState(state: EnvironmentState | undefined, now: Date): EffectiveState {
  if (state === undefined) return { openIncident: undefined, notifiedJobs: [] };
  const { openIncident, notifiedJobs, lease } = state;
  if (lease === undefined || Date.parse(lease.until) <= now.getTime()) {
    return { openIncident, notifiedJobs };
  }
  const { incident, jobId } = lease;
  return {
    openIncident: incident,
    notifiedJobs: jobId === undefined ? notifiedJobs : [...notifiedJobs, jobId],
  };
}
