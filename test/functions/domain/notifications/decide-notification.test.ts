import { describe, expect, it } from 'vitest';
import { decideNotification } from '../../../../functions/domain/notifications/decide-notification.ts';
import { ROWS } from '../history/policy-rows.ts';
import { judged, minute, watch } from '../history/runs.ts';

const HOUR = 60;
const REJECTED = { verdict: 'fail', cause: 'credential.rejected' } as const;
const STALE = { verdict: 'fail', cause: 'credential.stale-version' } as const;
const GOOD = { verdict: 'pass' } as const;
const GATE = { trigger: 'pipeline' } as const;

describe('the alert policy', () => {
  it.each(ROWS)('$name', ({ looks }) => {
    let before = -HOUR;
    const timed = looks.map(([look, , at]) => {
      before = at ?? before + HOUR;
      return { ...look, atMinute: before };
    });
    expect(watch(timed).news.map(({ why }) => why)).toEqual(looks.map(([, why]) => why));
  });
});

describe('a snooze', () => {
  const known = watch([{ ...REJECTED, atMinute: 0 }]).state;
  it.each<readonly [string, typeof known, Parameters<typeof judged>[0], boolean, string]>([
    ['an alert of the watch', undefined, { ...REJECTED, atMinute: 0 }, true, 'snoozed'],
    ['another cause, seen by the watch', known, { ...STALE, atMinute: 60 }, true, 'snoozed'],
    [
      'an alert of health',
      undefined,
      { ...REJECTED, trigger: 'health', atMinute: 0 },
      true,
      'snoozed',
    ],
    ['a reminder of the watch', known, { ...REJECTED, atMinute: 25 * HOUR }, true, 'snoozed'],
    [
      'not a gate that blocks',
      undefined,
      { ...REJECTED, ...GATE, atMinute: 0 },
      true,
      'turned-bad',
    ],
    [
      'not a gate that still blocks',
      known,
      { ...REJECTED, ...GATE, atMinute: 25 * HOUR },
      true,
      'still-bad',
    ],
    [
      'a reminder of a gate in shadow mode',
      known,
      { ...REJECTED, ...GATE, atMinute: 25 * HOUR },
      false,
      'snoozed',
    ],
    ['not a recovery', known, { ...GOOD, atMinute: 60 }, false, 'good-again'],
  ])('holds back %s', (...[, state, look, blocked, why]) => {
    const time = { now: minute(look.atMinute), remindAfterHours: 24, isSnoozed: true };
    const { notification } = decideNotification(state, { ...judged(look), blocked }, time);
    expect(notification.why).toBe(why);
  });
});

describe('a run that ends after a newer one', () => {
  it('and was good is no recovery', () => {
    const { news } = watch([
      { ...REJECTED, atMinute: 0 },
      { ...REJECTED, atMinute: 60 },
      { ...GOOD, atMinute: 59 },
    ]);
    expect(news.map(({ why }) => why)).toEqual(['turned-bad', 'already-notified', 'outdated']);
  });

  it('and was bad is no news from the watch, and is from a gate, where somebody stands', () => {
    const { news, state } = watch([
      { ...GOOD, atMinute: 60 },
      { ...REJECTED, atMinute: 59 },
      { ...REJECTED, ...GATE, atMinute: 58 },
      { ...GOOD, atMinute: 61 },
    ]);
    expect(news.map(({ why }) => why)).toEqual(['good', 'outdated', 'turned-bad', 'good-again']);
    expect(state?.openIncident).toBeUndefined();
  });

  it('and said the same leaves the newer one standing', () => {
    const { state } = watch([
      { ...REJECTED, atMinute: 60 },
      { ...STALE, atMinute: 58 },
    ]);
    expect(state?.last).toMatchObject({ cause: 'credential.rejected' });
  });
});

describe('the state that is kept', () => {
  it('says what was last found, since when, and of which version', () => {
    const { state } = watch([
      { ...GOOD, atMinute: 0, versionId: 'v1' },
      { ...GOOD, atMinute: 60, versionId: 'v2' },
      { ...REJECTED, atMinute: 120, versionId: 'v2' },
    ]);
    expect(state).toMatchObject({
      last: { verdict: 'fail', cause: 'credential.rejected', versionId: 'v2' },
      verdictSince: '2026-11-01T02:00:00.000Z',
      versionSince: '2026-11-01T01:00:00.000Z',
      badSince: '2026-11-01T02:00:00.000Z',
    });
  });

  it('keeps the version where a run could not read one', () => {
    const blind = { verdict: 'inconclusive', cause: 'aws.unavailable' } as const;
    const { state } = watch([
      { ...GOOD, atMinute: 0 },
      { ...blind, atMinute: 60, versionId: null },
    ]);
    expect(state?.last.versionId).toBe('v1');
    expect(state?.versionSince).toBe('2026-11-01T00:00:00.000Z');
  });

  it('has no version where none was ever read', () => {
    const blind = { verdict: 'fail', cause: 'secret.access-denied', versionId: null } as const;
    const { state } = watch([
      { ...blind, atMinute: 0 },
      { ...blind, atMinute: 60 },
    ]);
    expect(state?.last?.versionId).toBeUndefined();
    expect(state?.openIncident?.versionId).toBeUndefined();
  });

  it('takes a bad run without a cause for one of an unknown cause', () => {
    const { cause: _, ...fail } = judged({ atMinute: 0, verdict: 'fail' });
    const time = { now: minute(0), remindAfterHours: 24 };
    const first = decideNotification(undefined, fail, time);
    expect(first.next?.lease?.incident?.causes).toEqual(['unknown']);
    expect(decideNotification(first.next, { ...fail, runId: 'again' }, time).notification.why).toBe(
      'already-notified',
    );
  });

  it('counts a bad time from the first look that was held back', () => {
    const down = { verdict: 'inconclusive', cause: 'twilio.unavailable' } as const;
    const { state } = watch([0, 60, 120].map((atMinute) => ({ ...down, atMinute })));
    expect(state?.openIncident?.badSince).toBe('2026-11-01T00:00:00.000Z');
  });

  it('stays small: of many causes the last ten, of many jobs the last twenty', () => {
    const { state } = watch(
      Array.from({ length: 40 }, (_, index) => ({
        ...GATE,
        verdict: 'fail',
        cause: `cause.number-${index}`,
        jobId: `job-${index}`,
        atMinute: index * 5,
      })),
    );
    expect(state?.openIncident?.causes).toHaveLength(10);
    expect(state?.notifiedJobs).toHaveLength(20);
    expect(state?.notifiedJobs.at(-1)).toBe('job-39');
  });
});
