import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { logGroupLink } from './console-links.ts';
import type { AlarmPlan } from './preflight-alarm.ts';
import type { WatchedFunction } from './watched-function.ts';

/** When a function's alarms go off. Counts are those of five minutes. */
export interface FunctionThresholds {
  /**
   * Runs that crashed or ran out of time or memory.
   * @default 1
   */
  readonly errorThreshold?: number;
  /**
   * Calls that Lambda did not start at once.
   * @default 1
   */
  readonly throttleThreshold?: number;
  /**
   * Events that Lambda gave up on.
   * @default 1
   */
  readonly droppedEventThreshold?: number;
  /**
   * Share of the time limit that the slowest run may take, in percent.
   * @default 80
   */
  readonly durationPercent?: number;
}

const PERIOD = Duration.minutes(5);

// Lambda writes none of these while the function is not called, and then nothing is wrong with it. For
// the same reason none sends its recovery: five minutes without data prove nothing.
const NO_DATA_IS_GOOD = {
  treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  tellsRecovery: false,
} as const;

const COUNT = { statistic: 'Sum', period: PERIOD };

/** The alarm on runs of a function that ended without an answer. */
export function functionErrorsAlarm(
  scope: Construct,
  { name, fn, logGroup }: WatchedFunction,
  { errorThreshold = 1 }: FunctionThresholds = {},
): AlarmPlan {
  return {
    ...NO_DATA_IS_GOOD,
    link: logGroupLink(scope, logGroup),
    id: `${name}-function-errors`,
    severity: 2,
    means: `The ${name} function crashed or ran out of time or memory: a run ended without an answer.`,
    heading: 'alarm.function-errors',
    metric: fn.metricErrors(COUNT),
    threshold: errorThreshold,
  };
}

/** The alarms on a function itself, whatever it finds. */
export function functionAlarms(
  scope: Construct,
  watched: WatchedFunction,
  thresholds: FunctionThresholds,
): readonly AlarmPlan[] {
  const { name, fn } = watched;
  const common = { ...NO_DATA_IS_GOOD, link: logGroupLink(scope, watched.logGroup) };
  return [
    functionErrorsAlarm(scope, watched, thresholds),
    {
      ...common,
      id: `${name}-function-throttles`,
      severity: 3,
      means: `Lambda did not start the ${name} function at once: no concurrency was left. What called it waits, or was refused.`,
      heading: 'alarm.function-throttles',
      metric: fn.metricThrottles(COUNT),
      threshold: thresholds.throttleThreshold ?? 1,
    },
    {
      ...common,
      id: `${name}-dropped-events`,
      severity: 2,
      means: `Lambda gave up on an event of the ${name} function: what sent it gets no answer.`,
      heading: 'alarm.dropped-events',
      metric: fn.metric('AsyncEventsDropped', COUNT),
      threshold: thresholds.droppedEventThreshold ?? 1,
    },
    { ...common, ...durationAlarm(watched, thresholds.durationPercent ?? 80) },
  ];
}

type DurationAlarm = Omit<AlarmPlan, 'link' | keyof typeof NO_DATA_IS_GOOD>;

function durationAlarm({ name, fn, timeout }: WatchedFunction, percent: number): DurationAlarm {
  return {
    id: `${name}-function-duration`,
    severity: 3,
    means: `A run of the ${name} function took ${percent} % of its time limit (${timeout.toSeconds()} s) or more.`,
    heading: 'alarm.function-duration',
    metric: fn.metricDuration({ statistic: 'Maximum', period: PERIOD }),
    threshold: (timeout.toMilliseconds() * percent) / 100,
  };
}
