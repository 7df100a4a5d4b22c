import { describe, expect, it } from 'vitest';
import { longTimeText, momentText } from '../../../../functions/domain/text/moment.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('a long time', () => {
  it.each([
    [-1, 'less than a minute'],
    [59_999, 'less than a minute'],
    [MINUTE, '1 minute'],
    [59 * MINUTE, '59 minutes'],
    [HOUR, '1 hour'],
    [30 * HOUR, '30 hours'],
    [47.9 * HOUR, '47 hours'],
    [48 * HOUR, '2 days'],
    [400 * 24 * HOUR, '400 days'],
  ])('of %i ms is %s', (durationMs, text) => {
    expect(longTimeText(durationMs)).toBe(text);
  });
});

describe('a moment', () => {
  it('is said in UTC, to the minute', () => {
    expect(momentText('2026-11-22T03:00:59.999Z')).toBe('2026-11-22 03:00 UTC');
  });

  it('stays as it is where it is none', () => {
    expect(momentText('some day')).toBe('some day');
  });
});
