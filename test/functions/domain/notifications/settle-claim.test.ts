import { describe, expect, it } from 'vitest';
import { standingOf } from '../../../../functions/domain/history/effective-state.ts';
import type {
  Claim,
  EnvironmentState,
} from '../../../../functions/domain/model/environment-state.ts';
import {
  CLAIM_MS,
  decideAlert,
} from '../../../../functions/domain/notifications/decide-notification.ts';
import { givenUp, madeGood } from '../../../../functions/domain/notifications/settle-claim.ts';
import { judged, type Look, minute, REMIND_AFTER_HOURS } from '../history/judged.ts';

const GATE_FAIL: Look = { atMinute: 0, trigger: 'pipeline', verdict: 'fail', jobId: 'job-1' };

function decided(known: EnvironmentState | undefined, look: Look) {
  const time = { now: minute(look.atMinute), remindAfterHours: REMIND_AFTER_HOURS };
  return decideAlert(known, judged(look), time);
}

function claimedBy(look: Look): { readonly state: EnvironmentState; readonly claim: Claim } {
  const state = decided(undefined, look).next;
  if (state?.claim === undefined) throw new Error('The look is no news.');
  return { state, claim: state.claim };
}

describe('a claim', () => {
  it('counts as told until it ends, and then as nothing', () => {
    const { state } = claimedBy(GATE_FAIL);
    const end = minute(0).getTime() + CLAIM_MS;
    expect(standingOf(state, new Date(end - 1))).toMatchObject({
      told: { causes: ['credential.rejected'] },
      toldJobs: ['job-1'],
    });
    expect(standingOf(state, new Date(end))).toEqual({ told: undefined, toldJobs: [] });
  });

  it('that was made good is told, job and all', () => {
    const { state, claim } = claimedBy(GATE_FAIL);
    const made = madeGood(state, claim);
    expect(made).toMatchObject({ revision: 2, told: claim.told, toldJobs: ['job-1'] });
    expect(made).not.toHaveProperty('claim');
  });

  it('that was given up leaves the alert to the next run', () => {
    const { state, claim } = claimedBy(GATE_FAIL);
    const lost = givenUp(state, claim);
    expect(lost).not.toHaveProperty('claim');
    expect(decided(lost, { ...GATE_FAIL, atMinute: 0.1 }).news.kind).toBe('alert');
  });

  it('that ended unsettled leaves it too, also to the job that lost it', () => {
    const { state } = claimedBy(GATE_FAIL);
    expect(decided(state, { ...GATE_FAIL, atMinute: 0.5 }).news.why).toBe('same-job');
    expect(decided(state, { ...GATE_FAIL, atMinute: 2 }).news.kind).toBe('alert');
  });

  it('is settled once: afterwards, and by another, nothing changes', () => {
    const { state, claim } = claimedBy(GATE_FAIL);
    const made = madeGood(state, claim);
    expect(made && madeGood(made, claim)).toBeUndefined();
    expect(made && givenUp(made, claim)).toBeUndefined();
  });

  it('is taken for told by the next one, and the first can no longer be settled', () => {
    const { state, claim } = claimedBy(GATE_FAIL);
    const other = { verdict: 'fail', cause: 'credential.stale-version', atMinute: 0.2 } as const;
    const { news, next } = decided(state, other);
    expect(news.why).toBe('other-cause');
    expect(next).toMatchObject({ told: claim.told, toldJobs: ['job-1'] });
    expect(next?.claim?.told?.causes).toEqual(['credential.rejected', 'credential.stale-version']);
    expect(next && madeGood(next, claim)).toBeUndefined();
  });

  it('to a recovery takes what was told away', () => {
    const { state, claim } = claimedBy({ atMinute: 0, verdict: 'fail' });
    const bad = madeGood(state, claim);
    const { next } = decided(bad, { atMinute: 60, verdict: 'pass' });
    expect(next).toMatchObject({ told: claim.told });
    expect(next?.claim).not.toHaveProperty('told');
    const good = next?.claim && madeGood(next, next.claim);
    expect(good).not.toHaveProperty('told');
    expect(good?.toldJobs).toEqual([]);
  });
});
