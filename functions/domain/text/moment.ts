import { count } from './count.ts';

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const DAY_HOURS = 24;

/** A moment for a person, in UTC: `2026-11-22 03:00 UTC`. What is no time stays as it is. */
export function momentText(iso: string): string {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) return iso;
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/**
 * A long time for a person, in the unit that he would use: `45 minutes`, up to two days `30 hours`,
 * beyond that `3 days`. Rounded down; a time that went backwards is none.
 */
export function longTimeText(durationMs: number): string {
  const minutes = Math.floor(durationMs / MINUTE_MS);
  if (minutes < 1) return 'less than a minute';
  if (minutes < HOUR_MINUTES) return count(minutes, 'minute');
  const hours = Math.floor(minutes / HOUR_MINUTES);
  if (hours < 2 * DAY_HOURS) return count(hours, 'hour');
  return count(Math.floor(hours / DAY_HOURS), 'day');
}

/** The time between two moments, as {@link longTimeText}. */
export function timeBetween(fromIso: string, toIso: string): string {
  return longTimeText(Date.parse(toIso) - Date.parse(fromIso));
}
