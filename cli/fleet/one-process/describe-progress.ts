const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 3_600;

/** How far a run is; times are milliseconds. */
export interface FleetProgress {
  readonly total: number;
  /** Judged in this run. */
  readonly done: number;
  /** Of an earlier run, which are not judged again. */
  readonly carried: number;
  readonly passedMs: number;
}

/** `Verifying 10,000 members: 3,200 done (32 %), 85/s, 1 min 20 s left`; without a rate until one is known. */
export function describeProgress({ total, done, carried, passedMs }: FleetProgress): string {
  const known = done + carried;
  const share = total === 0 ? 100 : Math.floor((100 * known) / total);
  const so = `Verifying ${count(total)} members: ${count(known)} done (${share} %)`;
  if (done === 0 || passedMs === 0) return so;
  const perSecond = (done * 1_000) / passedMs;
  const leftSeconds = Math.ceil((total - known) / perSecond);
  return `${so}, ${rate(perSecond)}, ${duration(leftSeconds)} left`;
}

function rate(perSecond: number): string {
  return perSecond < 10 ? `${perSecond.toFixed(1)}/s` : `${count(Math.round(perSecond))}/s`;
}

function duration(seconds: number): string {
  if (seconds < MINUTE_SECONDS) return `${seconds} s`;
  const minutes = Math.floor(seconds / MINUTE_SECONDS);
  if (seconds < HOUR_SECONDS) return `${minutes} min ${seconds % MINUTE_SECONDS} s`;
  return `${Math.floor(minutes / MINUTE_SECONDS)} h ${minutes % MINUTE_SECONDS} min`;
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
