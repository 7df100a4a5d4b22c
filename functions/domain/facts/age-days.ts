const DAY_MS = 24 * 60 * 60_000;

/** Clocks differ; a date that lies further ahead than this is not believed. */
const MOST_AHEAD_DAYS = 1;

/** The limit where the configuration declares none: AWS rotates as often unless configured otherwise. */
export const DEFAULT_MAX_AGE_DAYS = 90;

/**
 * Whole days from one moment to another (ISO 8601), never negative; undefined where it lies more than a
 * day ahead, as no creation can.
 */
export function ageDays(since: string, asOf: string): number | undefined {
  const days = (Date.parse(asOf) - Date.parse(since)) / DAY_MS;
  return days < -MOST_AHEAD_DAYS ? undefined : Math.max(0, Math.floor(days));
}

/** The day of a moment: `2026-11-22`. */
export function dayOf(moment: string): string {
  return moment.slice(0, 10);
}
