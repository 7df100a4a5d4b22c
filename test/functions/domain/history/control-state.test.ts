import { describe, expect, it } from 'vitest';
import {
  dueEvents,
  finishEvent,
  idOfControl,
  isActive,
  leaseEvent,
} from '../../../../functions/domain/history/control-state.ts';
import type { Control } from '../../../../functions/domain/model/control.ts';
import { override, snooze } from './controls.ts';

const at = (time: string): Date => new Date(`2026-11-28T${time}:00.000Z`);
const SENT = { at: at('03:00').toISOString(), isSent: true };
const UNDER_WAY = { at: at('03:59').toISOString(), isSent: false };

describe('isActive', () => {
  it.each<readonly [string, readonly [Control, Date], boolean]>([
    ['at its beginning', [override(), at('03:00')], true],
    ['before its end', [snooze(), at('03:59')], true],
    ['at its end', [override(), at('04:00')], false],
    ['before its beginning', [override(), at('02:59')], false],
    ['longer than a day', [override({ endsAt: '2026-11-29T03:00:01.000Z' }), at('03:30')], false],
    ['a snooze of a week', [snooze({ endsAt: '2026-12-05T03:00:00.000Z' }), at('03:30')], true],
    ['a snooze of more', [snooze({ endsAt: '2026-12-05T03:00:01.000Z' }), at('03:30')], false],
  ])('%s', (_name, [control, now], expected) => {
    expect(isActive(control, now)).toBe(expected);
  });
});

describe('dueEvents', () => {
  const used = { at: at('03:30').toISOString(), runId: 'run-1' };
  it.each<readonly [string, readonly [Control, Date], readonly string[]]>([
    ['all that has happened', [override({ used }), at('04:00')], ['begun', 'used', 'ended']],
    ['not its end before it', [override({ used }), at('03:59')], ['begun', 'used']],
    ['nothing that was sent', [snooze({ notified: { begun: SENT } }), at('03:30')], []],
    ['nothing that is under way', [snooze({ notified: { begun: UNDER_WAY } }), at('03:59')], []],
    [
      'what was under way a minute ago',
      [snooze({ notified: { begun: UNDER_WAY } }), at('04:00')],
      ['begun', 'ended'],
    ],
  ])('%s', (_name, [control, now], expected) => {
    expect(dueEvents(control, now)).toEqual(expected);
  });
});

describe('a notification', () => {
  it('is under way, then sent, each in a revision of its own', () => {
    const leased = leaseEvent(snooze(), 'begun', at('03:59'));
    expect(leased).toMatchObject({ revision: 2, notified: { begun: UNDER_WAY } });
    const sent = finishEvent(leased, 'begun', 'sent');
    expect(sent).toMatchObject({
      revision: 3,
      notified: { begun: { ...UNDER_WAY, isSent: true } },
    });
  });

  it.each([
    ['that could not be sent', leaseEvent(snooze(), 'begun', at('03:00')), 'unsent'],
    ['that was never under way', snooze(), 'sent'],
  ] as const)('%s is due again', (_name, control, outcome) => {
    expect(dueEvents(finishEvent(control, 'begun', outcome), at('03:00'))).toEqual(['begun']);
  });
});

it('the id is made of what it is for', () => {
  expect([override(), snooze()].map(idOfControl)).toEqual([override().id, snooze().id]);
});
