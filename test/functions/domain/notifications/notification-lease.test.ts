import { describe, expect, it } from 'vitest';
import type {
  EnvironmentState,
  NotificationLease,
} from '../../../../functions/domain/model/environment-state.ts';
import {
  decideNotification,
  LEASE_MS,
} from '../../../../functions/domain/notifications/decide-notification.ts';
import { effectiveState } from '../../../../functions/domain/notifications/effective-state.ts';
import {
  commitLease,
  releaseLease,
} from '../../../../functions/domain/notifications/lease-notification.ts';
import { judged, type Look, minute, REMIND_AFTER_HOURS } from '../history/runs.ts';

const GATE_FAIL: Look = { atMinute: 0, trigger: 'pipeline', verdict: 'fail', jobId: 'job-1' };

function decided(known: EnvironmentState | undefined, look: Look) {
  const time = { now: minute(look.atMinute), remindAfterHours: REMIND_AFTER_HOURS };
  return decideNotification(known, judged(look), time);
}

function leasedBy(look: Look): {
  readonly state: EnvironmentState;
  readonly lease: NotificationLease;
} {
  const state = decided(undefined, look).next;
  if (state?.lease === undefined) throw new Error('The look is no notification.');
  return { state, lease: state.lease };
}

describe('a lease', () => {
  it('counts as committed until it ends, and then as nothing', () => {
    const { state } = leasedBy(GATE_FAIL);
    const end = minute(0).getTime() + LEASE_MS;
    expect(effectiveState(state, new Date(end - 1))).toMatchObject({
      openIncident: { causes: ['credential.rejected'] },
      notifiedJobs: ['job-1'],
    });
    expect(effectiveState(state, new Date(end))).toEqual({
      openIncident: undefined,
      notifiedJobs: [],
    });
  });

  it('that is committed opens the incident, job and all', () => {
    const { state, lease } = leasedBy(GATE_FAIL);
    const made = commitLease(state, lease);
    expect(made).toMatchObject({
      revision: 2,
      openIncident: lease.incident,
      notifiedJobs: ['job-1'],
    });
    expect(made?.lease).toBeUndefined();
  });

  it('that is released leaves the alert to the next run', () => {
    const { state, lease } = leasedBy(GATE_FAIL);
    const lost = releaseLease(state, lease);
    expect(lost?.lease).toBeUndefined();
    expect(decided(lost, { ...GATE_FAIL, atMinute: 0.1 }).notification.kind).toBe('alert');
  });

  it('that ended uncommitted leaves it too, also to the job that lost it', () => {
    const { state } = leasedBy(GATE_FAIL);
    expect(decided(state, { ...GATE_FAIL, atMinute: 0.5 }).notification.why).toBe('same-job');
    expect(decided(state, { ...GATE_FAIL, atMinute: 2 }).notification.kind).toBe('alert');
  });

  it('is finished once: afterwards, and by another, nothing changes', () => {
    const { state, lease } = leasedBy(GATE_FAIL);
    const made = commitLease(state, lease);
    expect(made && commitLease(made, lease)).toBeUndefined();
    expect(made && releaseLease(made, lease)).toBeUndefined();
  });

  it('counts as committed for the next one, and can no longer be finished itself', () => {
    const { state, lease } = leasedBy(GATE_FAIL);
    const other = { verdict: 'fail', cause: 'credential.stale-version', atMinute: 0.2 } as const;
    const { notification, next } = decided(state, other);
    expect(notification.why).toBe('other-cause');
    expect(next).toMatchObject({ openIncident: lease.incident, notifiedJobs: ['job-1'] });
    expect(next?.lease?.incident?.causes).toEqual([
      'credential.rejected',
      'credential.stale-version',
    ]);
    expect(next && commitLease(next, lease)).toBeUndefined();
  });

  it('of a recovery ends the incident', () => {
    const { state, lease } = leasedBy({ atMinute: 0, verdict: 'fail' });
    const bad = commitLease(state, lease);
    const { next } = decided(bad, { atMinute: 60, verdict: 'pass' });
    expect(next).toMatchObject({ openIncident: lease.incident });
    expect(next?.lease?.incident).toBeUndefined();
    const good = next?.lease && commitLease(next, next.lease);
    expect(good?.openIncident).toBeUndefined();
    expect(good?.notifiedJobs).toEqual([]);
  });
});
