import type { EnvironmentReport, Report } from '../../domain/model/report.ts';
import type { RotationWait } from '../../domain/model/rotation-wait.ts';
import { awaitsRotation } from '../../domain/verification/awaits-rotation.ts';

/** Since when, and how often, the gate has verified for one pipeline action, or one hook. */
export interface Attempts {
  /** By `Clock.now`: the next invocation may run on another machine. */
  readonly beganAt: Date;
  readonly readings: number;
}

/** CodePipeline ends an action after 24 hours (its quotas), so no token of ours is older. */
const OLDEST_MS = 24 * 60 * 60_000;

/**
 * AWS's managed rotation takes at most five minutes to move AWSCURRENT (`propagationDelaySeconds`: 300), and
 * CodePipeline and ECS call again about every half minute.
 */
const LONGEST_WAIT_MS = 6 * 60_000;

/** What {@link writeToken} writes. No limit of CodePipeline comes near: some 110 of 2,048 characters. */
const TOKEN =
  /^\{"beganAt":"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)","readings":([1-9]\d{0,3})(?:,"job":"([0-9a-f-]{36})")?\}$/;

/** The token of an action that is to be invoked again. It holds a time, a number and a job's id, nothing else. */
function writeToken({ beganAt, readings, job }: Attempts & Pick<Continued, 'job'>): string {
  return JSON.stringify({ beganAt: beganAt.toISOString(), readings, job });
}

/**
 * Reads a token that came back. Anything that was not written here, or whose time lies in the future or
 * more than `oldestMs` (default: 24 hours) back, is as good as none: the wait then begins now. A token
 * only ever bounds the wait; it proves nothing.
 */
export function readToken(
  text: string | undefined,
  now: Date,
  oldestMs: number = OLDEST_MS,
): Attempts | undefined {
  const [, began = '', readings] = TOKEN.exec(text ?? '') ?? [];
  const beganAt = new Date(began);
  const ageMs = now.getTime() - beganAt.getTime();
  // An age that is no number is neither.
  const isPlausible = ageMs >= 0 && ageMs <= oldestMs;
  return isPlausible ? { beganAt, readings: Number(readings) } : undefined;
}

/**
 * The job that the first delivery of an action was, by a token that came back: also by one whose time cannot
 * be, since the clock of another machine may go wrong and a test call must not count as another job's.
 */
export function firstJobOf(text: string | undefined): string | undefined {
  return TOKEN.exec(text ?? '')?.[3];
}

/** What was waited before this attempt, which is counted. */
export function waitedSince({ beganAt, readings }: Attempts, now: Date): RotationWait {
  return { waitedMs: now.getTime() - beganAt.getTime(), readings: readings + 1 };
}

/** What a token is written of. */
export interface Continued {
  readonly report: Report;
  /** The call or message that was placed has not ended yet. */
  readonly isCallUnderWay: boolean;
  /** Those before this one. */
  readonly attempts: Attempts | undefined;
  /** Of a pipeline's first delivery; see {@link firstJobOf}. */
  readonly job: string | undefined;
}

/**
 * The token to ask for another invocation with; undefined where the report is the final answer. A rotation
 * is waited for only while nothing else keeps the gate shut: another environment's failure is final. A
 * test call is waited for, until its own deadline, while all else is good.
 */
export function tokenAfter(
  { report: { environments }, isCallUnderWay, attempts, job }: Continued,
  now: Date,
): string | undefined {
  const { beganAt, readings } = attempts ?? { beganAt: now, readings: 0 };
  const shut = environments.filter(({ blocked }) => blocked);
  const waitsOnly = shut.length > 0 && shut.every(awaitsRotation);
  const isRotating = waitsOnly && now.getTime() - beganAt.getTime() < LONGEST_WAIT_MS;
  const isCalling = isCallUnderWay && environments.every(awaitsOnlyCall);
  return isRotating || isCalling ? writeToken({ beganAt, readings: readings + 1, job }) : undefined;
}

function awaitsOnlyCall({ checks }: EnvironmentReport): boolean {
  const open = checks.filter(({ status }) => status === 'fail' || status === 'inconclusive');
  return open.every(({ tier }) => tier === 'call');
}
