import type { Level, Seen } from './request-budget.ts';

/** Bounds of the level. Twilio publishes no limit of concurrent requests, so it is found by being careful. */
export const LEVELS = { first: 10, soon: 20, least: 1, most: 100 } as const;

/** After a decrease what follows is its echo: requests that were already out, workers that have not heard of it. */
const ECHO_MS = 4_000;
/** Between two increases. */
const STEP_MS = 2_000;
/** Before the level at which Twilio refused is tried again. */
const REFUSED_AGAIN_MS = 60_000;
const AFTER_REFUSAL = 0.8;
const AFTER_RISE = 0.9;
/** So many questions in a row without an answer are an outage. */
export const OUTAGE_FAILURES = 3;
/** Of the level before an outage, up to where it doubles afterwards. */
const RAMP_SHARE = 0.5;
/** From one exchange to the next; others use the account too. */
const RISING = 1.25;

/** What a worker saw since its last exchange, and the permits that all workers have. */
export interface Observation {
  readonly seen: Seen;
  readonly leased: number;
  readonly nowMs: number;
}

/** The level before anything was seen. */
export function firstLevel(nowMs: number): Level {
  const { first: limit, soon: rampTo } = LEVELS;
  return { limit, rampTo, isOut: false, raisedAtMs: nowMs, loweredAtMs: 0, concurrent: 0 };
}

/**
 * The level after what one worker saw. It falls to 80 % when Twilio refuses, to 90 % when the account's
 * requests rise above ours, at most once in 4 s; to a single request in an outage. It rises by 1 in 2 s
 * while it is used, stops below the level at which Twilio refused, and tries that one after a minute. It
 * doubles at first, up to 20, and after an outage, from 2 up to half of what it was.
 */
export function adaptLevel(level: Level, observation: Observation): Level {
  const { seen, nowMs } = observation;
  if (seen.failed >= OUTAGE_FAILURES) return outOf(level, nowMs);
  if (level.isOut) return seen.answered === 0 ? level : recovering(level, nowMs);
  const isEcho = nowMs - level.loweredAtMs < ECHO_MS;
  if (seen.refused > 0) return isEcho ? level : refused(level, observation);
  if (!isRising(level, seen)) return withLoad(raised(level, observation), seen);
  return isEcho ? level : withLoad(lowered(level, AFTER_RISE, nowMs), seen);
}

function withLoad(level: Level, { concurrent }: Seen): Level {
  return concurrent === 0 ? level : { ...level, concurrent };
}

function recovering(level: Level, nowMs: number): Level {
  return { ...level, isOut: false, limit: 2, raisedAtMs: nowMs, loweredAtMs: nowMs };
}

function outOf(level: Level, nowMs: number): Level {
  const rampTo = level.isOut ? level.rampTo : Math.max(2, level.limit * RAMP_SHARE);
  return { ...level, isOut: true, limit: LEVELS.least, rampTo, loweredAtMs: nowMs };
}

/** Twilio's count is of the whole account: above ours and growing, it is the traffic of others. */
function isRising({ limit, concurrent: before }: Level, { concurrent }: Seen): boolean {
  return before > 0 && concurrent > limit && concurrent > before * RISING;
}

function refused(level: Level, { leased, nowMs }: Observation): Level {
  const refusedAt = Math.max(LEVELS.least, Math.min(level.limit, leased));
  return { ...lowered(level, AFTER_REFUSAL, nowMs), refusedAt, rampTo: undefined };
}

function lowered(level: Level, share: number, nowMs: number): Level {
  const limit = Math.max(LEVELS.least, Math.floor(level.limit * share));
  return { ...level, limit, loweredAtMs: nowMs };
}

function raised(level: Level, { seen, leased, nowMs }: Observation): Level {
  const { limit, raisedAtMs, loweredAtMs } = level;
  const isUsed = seen.answered > 0 && leased >= limit - 1;
  const isTime = nowMs - Math.max(raisedAtMs, loweredAtMs) >= STEP_MS;
  if (!isUsed || !isTime || seen.failed > 0) return level;
  const { rampTo = 0, refusedAt = Number.POSITIVE_INFINITY } = level;
  const aim = limit < rampTo ? Math.min(limit * 2, Math.ceil(rampTo)) : limit + 1;
  const next = Math.min(aim, LEVELS.most);
  if (next < refusedAt) return { ...level, limit: next, raisedAtMs: nowMs };
  if (nowMs - loweredAtMs < REFUSED_AGAIN_MS) return level;
  // Tried: it is forgotten, and learned again where Twilio still refuses.
  return { ...level, limit: next, raisedAtMs: nowMs, refusedAt: undefined };
}
