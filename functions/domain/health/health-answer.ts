import type { EnvironmentExpectation } from '../model/expectation.ts';
import type { Verdict } from '../model/report.ts';
import { ageMs, type Observation, type Observed } from './observe-environment.ts';

/** `status` of a health response (draft-inadarei-api-health-check-06). */
export type HealthStatus = 'pass' | 'warn' | 'fail';

/** An environment and what is known of it. */
export interface EnvironmentHealth extends Observed {
  readonly environment: EnvironmentExpectation;
}

/** Who asks, and when. */
export interface HealthReader {
  /** Only then causes, runs and SIDs are shown. */
  readonly isAuthorised: boolean;
  readonly now: Date;
  readonly maxAgeMs: number;
}

/** An HTTP answer: body as JSON, and for how many seconds it may be cached. */
export interface HealthAnswer {
  readonly statusCode: 200 | 503;
  readonly maxAgeSeconds: number;
  readonly body: HealthBody;
}

/** `application/health+json`. Keys of `checks` are `NAME:credential`. */
export interface HealthBody {
  readonly status: HealthStatus;
  readonly version: '1';
  readonly description: string;
  readonly checks: Readonly<Record<string, readonly [HealthCheck]>>;
}

export interface HealthCheck {
  readonly componentType: 'system';
  readonly status: HealthStatus;
  /** When the run that this rests on began. */
  readonly time?: string;
  readonly output?: string;
  readonly observedValue?: Verdict;
  readonly componentId?: string;
  readonly runId?: string;
}

/** A bad answer is asked for again soon: the person who fixes it wants to see that. */
const BAD_SECONDS = 5;
/** A good one is kept no longer than this, however young the verdict: the next may be worse. */
const MOST_SECONDS = 60;

/**
 * 200 where every environment is well, else 503. A fail is not well; an inconclusive one is where the
 * configuration says `onInconclusive: allow`; what is not known, or was last verified more than twice
 * as long ago as a verdict counts, is not well either. Shadow mode is about gates and changes nothing here.
 */
export function healthAnswer(
  all: readonly EnvironmentHealth[],
  reader: HealthReader,
): HealthAnswer {
  const checks = all.map((health) => [health.environment.name, checkOf(health, reader)] as const);
  const statuses = checks.map(([, { status }]) => status);
  const status = worstOf(statuses);
  const left = secondsLeft(all, reader);
  return {
    statusCode: status === 'fail' ? 503 : 200,
    maxAgeSeconds: status === 'fail' ? BAD_SECONDS : left,
    body: {
      status,
      version: '1',
      description: 'Twilio credentials, as last verified',
      checks: Object.fromEntries(
        checks.map(([name, check]) => [`${name}:credential`, [check] as const]),
      ),
    },
  };
}

function checkOf(health: EnvironmentHealth, reader: HealthReader): HealthCheck {
  const { environment, observation } = health;
  const status = statusOf(health, reader);
  const componentType = 'system';
  if (observation === undefined) {
    return { componentType, status, output: 'nothing is known yet: no verification has ended' };
  }
  const { observedAt: time, verdict, cause, runId } = observation;
  const age = health.isFresh ? undefined : `this verdict is ${minutes(observation, reader)} old`;
  if (!reader.isAuthorised) {
    return { componentType, status, time, ...(age === undefined ? {} : { output: age }) };
  }
  const output = [cause, age].filter((part) => part !== undefined).join('; ');
  return {
    componentType,
    status,
    time,
    observedValue: verdict,
    componentId: environment.account.sid,
    runId,
    ...(output === '' ? {} : { output }),
  };
}

function statusOf(health: EnvironmentHealth, { now, maxAgeMs }: HealthReader): HealthStatus {
  const { environment, observation } = health;
  if (observation === undefined || ageMs(observation, now) > 2 * maxAgeMs) return 'fail';
  switch (observation.verdict) {
    case 'pass':
      return health.isFresh ? 'pass' : 'warn';
    case 'warn':
      return 'warn';
    case 'inconclusive':
      return environment.onInconclusive === 'allow' ? 'warn' : 'fail';
    case 'fail':
      return 'fail';
  }
}

/** Of no environment nothing is known, which is not well. */
function worstOf(statuses: readonly HealthStatus[]): HealthStatus {
  if (statuses.length === 0 || statuses.includes('fail')) return 'fail';
  return statuses.includes('warn') ? 'warn' : 'pass';
}

function secondsLeft(all: readonly EnvironmentHealth[], { now, maxAgeMs }: HealthReader): number {
  const left = all.map(({ observation }) =>
    observation === undefined ? 0 : maxAgeMs - ageMs(observation, now),
  );
  return Math.min(MOST_SECONDS, Math.max(0, Math.floor(Math.min(...left) / 1000)));
}

function minutes(observation: Observation, { now }: HealthReader): string {
  return `${Math.round(ageMs(observation, now) / 60_000)} min`;
}
