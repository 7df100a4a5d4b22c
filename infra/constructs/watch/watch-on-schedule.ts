import { Duration } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as targets from 'aws-cdk-lib/aws-scheduler-targets';
import type { Construct } from 'constructs';
import type { ConfiguredEnvironment } from '../../../functions/configuration/configuration.ts';
import type { WatchSchedule } from '../monitoring/watch-alarm.ts';
import { createScheduleRole } from '../schedule-role.ts';

/** A stack holds at most 500 resources; a fleet shares schedules. */
const MOST_SCHEDULES = 50;
/** A run may begin so much later than its time, chosen at random: they are not all in one second. */
const LONGEST_WINDOW_MINUTES = 15;

/**
 * Starts the watch for each environment every `watchEveryMinutes`. Each has a schedule of its own, up to
 * 50 of them; beyond that those of one period share. EventBridge Scheduler begins each somewhere
 * within a quarter of the period, at most 15 minutes, so that neither Twilio nor Secrets Manager is asked for
 * all of them at once. Returns the schedules.
 */
export function watchOnSchedule(
  scope: Construct,
  fn: lambda.IFunction,
  environments: readonly ConfiguredEnvironment[],
): readonly WatchSchedule[] {
  const role = createScheduleRole(scope, fn);
  const size = Math.ceil(environments.length / MOST_SCHEDULES);
  const schedules = schedulesOf(environments, size);
  for (const { everyMinutes, names } of schedules) {
    new scheduler.Schedule(scope, `Schedule-${names[0]}`, {
      description: `Verifies ${names.length === 1 ? names[0] : `${names.length} environments`} between deploys`,
      schedule: scheduler.ScheduleExpression.rate(Duration.minutes(everyMinutes)),
      timeWindow: scheduler.TimeWindow.flexible(
        Duration.minutes(Math.min(LONGEST_WINDOW_MINUTES, Math.floor(everyMinutes / 4))),
      ),
      target: new targets.LambdaInvoke(fn, {
        input: scheduler.ScheduleTargetInput.fromObject({
          trigger: 'schedule',
          environments: names,
        }),
        role,
        // The next run comes anyhow; one that is late says nothing new.
        retryAttempts: 1,
        maxEventAge: Duration.minutes(everyMinutes),
      }),
    });
  }
  return schedules;
}

function schedulesOf(
  environments: readonly ConfiguredEnvironment[],
  size: number,
): readonly WatchSchedule[] {
  const periods = new Set(environments.map(({ watchEveryMinutes }) => watchEveryMinutes));
  return [...periods].flatMap((everyMinutes) => {
    const names = environments
      .filter(({ watchEveryMinutes }) => watchEveryMinutes === everyMinutes)
      .map(({ name }) => name);
    const starts = names.map((_name, index) => index).filter((index) => index % size === 0);
    return starts.map((start) => ({ everyMinutes, names: names.slice(start, start + size) }));
  });
}
