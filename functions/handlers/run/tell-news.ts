import { judgedRun } from '../../domain/history/judge-run.ts';
import { describeDefect } from '../../domain/model/describe-defect.ts';
import type { LogFields } from '../../domain/model/ports.ts';
import type { EnvironmentReport, Report } from '../../domain/model/report.ts';
import type { RunHistory } from '../../domain/model/run-history.ts';
import type { RunOrigin } from '../../domain/model/schemas/history-schema.ts';
import {
  type ClaimContext,
  claimNews,
  type Telling,
} from '../../domain/notifications/claim-notification.ts';
import { settleTelling } from '../../domain/notifications/settle-telling.ts';
import type { AlertRun } from '../../domain/rendering/alert-for.ts';
import { tidingsAlert } from '../../domain/rendering/notification-alert.ts';
import type { Invocation } from './invocation.ts';

/** Where the configuration cannot be read; its own default. */
const REMIND_AFTER_HOURS = 24;

/** A run that is to be kept and told. */
export interface KeptRun {
  readonly report: Report;
  readonly origin: RunOrigin;
  readonly history: RunHistory;
  readonly invocation: Invocation;
  /** Ends history and alerts. */
  readonly signal: AbortSignal;
  /** Ends earlier: from then on alerts go out without the history. */
  readonly claimSignal: AbortSignal;
}

/**
 * Tells people what a run says of one environment, if it is news to them. Never throws: what could not
 * be sent is logged, and the next run tells it.
 */
export async function tellNews(environment: EnvironmentReport, run: KeptRun): Promise<void> {
  const { report, origin } = run;
  const { versionStage } = environment.credential;
  const subject = { environment: environment.name, versionStage };
  const telling = await claimNews(
    subject,
    judgedRun(report, environment, origin),
    claimContext(environment, run, run.claimSignal),
  );
  if (telling === undefined) return;
  const outcome = (await publish(environment, telling, run)) ? 'sent' : 'unsent';
  const { claimed } = telling;
  if (claimed === undefined) return;
  await settleTelling(subject, { claimed, outcome }, claimContext(environment, run, run.signal));
}

function claimContext(
  environment: EnvironmentReport,
  { report, history, invocation }: KeptRun,
  signal: AbortSignal,
): ClaimContext {
  const { base } = invocation;
  return {
    history,
    clock: base.clock,
    randomness: base.randomness,
    remindAfterHours: remindAfterHours(invocation),
    signal,
    onTrouble: (detail) => {
      const fields = { ...fieldsOf(report, environment), detail };
      base.log.error('the history could not be used: an alert may be sent twice', fields);
    },
  };
}

/** Whether it went out. */
async function publish(
  environment: EnvironmentReport,
  { tidings, claimed }: Telling,
  { report, origin, invocation, signal }: KeptRun,
): Promise<boolean> {
  const { alerts: sink, log, clock } = invocation.base;
  const fields = { ...fieldsOf(report, environment), news: tidings.kind, why: tidings.why };
  if (sink === undefined) {
    log.error('there is no alert topic: nobody is told', fields);
    return false;
  }
  const at = clock.now().toISOString();
  try {
    const time = { at, since: claimed?.claim?.told?.badSince };
    const alert = tidingsAlert(tidings, environment, { run: alertRun(report, origin), ...time });
    await sink.publish(alert, { signal });
    log.info('alert published', fields);
    return true;
  } catch (error) {
    const { name: detail } = describeDefect(error);
    log.error('the alert could not be published', { ...fields, detail });
    return false;
  }
}

function alertRun({ runId, startedAt, trigger }: Report, origin: RunOrigin): AlertRun {
  const { pipeline, executionId, deploymentId } = origin;
  return {
    runId,
    startedAt,
    trigger,
    ...(pipeline === undefined ? {} : { pipeline }),
    ...(executionId === undefined ? {} : { executionId }),
    ...(deploymentId === undefined ? {} : { deployment: deploymentId }),
  };
}

function remindAfterHours({ gate }: Invocation): number {
  try {
    return gate().configuration.alerts.remindAfterHours;
  } catch {
    return REMIND_AFTER_HOURS;
  }
}

/** What names a run in a log line. */
export function fieldsOf({ runId }: Report, { name }: EnvironmentReport): LogFields {
  return { runId, environment: name };
}
