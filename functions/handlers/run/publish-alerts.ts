import { createLimiter } from '../../domain/concurrency/limiter.ts';
import { withTimeLimit } from '../../domain/concurrency/time-limit.ts';
import { describeDefect } from '../../domain/model/describe-defect.ts';
import type { AlertSink, LogFields } from '../../domain/model/ports.ts';
import type { EnvironmentReport, Report } from '../../domain/model/report.ts';
import { type AlertRun, alertFor } from '../../domain/rendering/alert-for.ts';
import { type Invocation, msUntil } from './invocation.ts';

/** Longest time for all alerts of a run; the pipeline was answered before. */
const LONGEST_MS = 10_000;
const PUBLISHES_AT_ONCE = 10;

export interface AlertOptions {
  /** Absent: the function has no topic; that is logged, since someone expects to be told. */
  readonly sink: AlertSink | undefined;
  readonly pipeline?: string | undefined;
  readonly executionId?: string | undefined;
  /** The deployment that a hook belongs to. */
  readonly deployment?: string | undefined;
}

/**
 * Sends one alert for each environment that failed or could not be judged. Never throws: what could
 * not be sent is logged, and changes nothing about the gate.
 */
export async function publishAlerts(
  report: Report,
  { sink, pipeline, executionId, deployment }: AlertOptions,
  invocation: Invocation,
): Promise<void> {
  const bad = report.environments.filter(({ verdict }) => isNews(verdict));
  if (bad.length === 0) return;
  const { log, clock } = invocation.base;
  if (sink === undefined) {
    log.error('there is no alert topic: nobody is told', { runId: report.runId });
    return;
  }
  const run: AlertRun = {
    runId: report.runId,
    startedAt: report.startedAt,
    trigger: report.trigger,
    ...(pipeline === undefined ? {} : { pipeline }),
    ...(executionId === undefined ? {} : { executionId }),
    ...(deployment === undefined ? {} : { deployment }),
  };
  const limitMs = Math.min(LONGEST_MS, msUntil('alertsMs', invocation));
  const limited = createLimiter(PUBLISHES_AT_ONCE);
  await withTimeLimit({ clock, limitMs }, async (signal) => {
    const publishOne = async (environment: EnvironmentReport): Promise<void> => {
      const fields: LogFields = { runId: run.runId, environment: environment.name };
      try {
        await sink.publish(alertFor(environment, run), { signal });
        log.info('alert published', fields);
      } catch (error) {
        const { name: detail } = describeDefect(error);
        log.error('the alert could not be published', { ...fields, detail });
      }
    };
    await Promise.all(bad.map((environment) => limited(() => publishOne(environment))));
  });
}

function isNews(verdict: Report['verdict']): boolean {
  return verdict === 'fail' || verdict === 'inconclusive';
}
