import { isActive, snoozeId } from '../../domain/history/control-state.ts';
import { isBad } from '../../domain/history/judge-run.ts';
import { isAboutDeclared, runRecord } from '../../domain/history/run-record.ts';
import { describeDefect } from '../../domain/model/describe-defect.ts';
import type { LogFields } from '../../domain/model/ports.ts';
import type { EnvironmentReport, Report } from '../../domain/model/report.ts';
import type { RunOrigin, RunSummary } from '../../domain/model/schemas/history-schema.ts';
import {
  finishNotification,
  type LeaseContext,
  type LeasedNotification,
  leaseNotification,
} from '../../domain/notifications/lease-notification.ts';
import { publishAlert } from '../../domain/notifications/publish-alerts.ts';
import { alertFor, notificationAlert } from '../../domain/rendering/alert-for.ts';
import type { Invocation } from './invocation.ts';

/** Where the configuration cannot be read; its own default. */
const REMIND_AFTER_HOURS = 24;

/** A run that people are notified of. */
export interface NotifiedRun {
  readonly report: Report;
  readonly origin: RunOrigin;
  readonly invocation: Invocation;
  /** Ends history and alerts. */
  readonly signal: AbortSignal;
  /** Ends earlier: from then on alerts go out without the history. */
  readonly leaseSignal: AbortSignal;
}

/** A reminder is sent five minutes early, so that this is one alert an hour. */
const UNDECLARED_REMIND_AFTER_HOURS = 65 / 60;

/**
 * Notifies people of what a run says of one environment, where the policy says so; without a history of
 * every bad run. Events that name no declared environment share one state for each cause, for all
 * senders: an alert an hour. Never throws: what could not be sent is logged.
 */
export async function notify(environment: EnvironmentReport, run: NotifiedRun): Promise<void> {
  const { report, origin, invocation } = run;
  const { history } = invocation.base;
  if (history === undefined) {
    if (isBad(environment)) await publish(environment, undefined, run);
    return;
  }
  const isDeclared = isAboutDeclared(environment);
  if (!isDeclared && !isBad(environment)) return;
  const record = runRecord(report, environment, origin);
  const summary = isDeclared ? record : { ...record, environment: sharedSubject(record) };
  const context = leaseContext(environment, run);
  const isSnoozed = async () => isDeclared && (await readSnooze(environment, run));
  const leased = await leaseNotification(summary, {
    ...context,
    history,
    isSnoozed,
    signal: run.leaseSignal,
  });
  if (leased === undefined) return;
  // The next of them is another event, not the same one again.
  const shown = isDeclared ? leased : undefined;
  const outcome = (await publish(environment, shown, run)) ? 'sent' : 'unsent';
  if (leased.leased === undefined) return;
  const end = { leased: leased.leased, outcome } as const;
  await finishNotification(summary, end, { ...context, history, signal: run.signal });
}

/** A snooze that cannot be read holds nothing back. */
async function readSnooze(
  environment: EnvironmentReport,
  { report, invocation, leaseSignal: signal }: NotifiedRun,
): Promise<boolean> {
  const { controls, clock, log } = invocation.base;
  if (controls === undefined) return false;
  try {
    const snooze = await controls.read(snoozeId(environment.name), { signal });
    return snooze !== undefined && isActive(snooze, clock.now());
  } catch (error) {
    const { text: detail } = describeDefect(error);
    log.error('a snooze could not be read', { ...fieldsOf(report, environment), detail });
    return false;
  }
}

/** Whose state it is: no environment can be called so, since a name has no blank. */
function sharedSubject({ cause = 'unknown' }: Pick<RunSummary, 'cause'>): string {
  return `no environment: ${cause}`;
}

function leaseContext(
  environment: EnvironmentReport,
  { report, invocation }: NotifiedRun,
): Omit<LeaseContext, 'history' | 'signal' | 'isSnoozed'> {
  const { clock, randomness, log } = invocation.base;
  return {
    clock,
    randomness,
    remindAfterHours: isAboutDeclared(environment)
      ? remindAfterHours(invocation)
      : UNDECLARED_REMIND_AFTER_HOURS,
    onHistoryError: (detail) => {
      const fields = { ...fieldsOf(report, environment), detail };
      log.error('the history could not be used: an alert may be sent twice', fields);
    },
  };
}

/** Whether it went out. */
async function publish(
  environment: EnvironmentReport,
  leased: LeasedNotification | undefined,
  { report, origin, invocation, signal }: NotifiedRun,
): Promise<boolean> {
  const { alerts: sink, log, clock, place } = invocation.base;
  const { runId, startedAt, trigger } = report;
  const run = { runId, startedAt, trigger, origin, place };
  const about = fieldsOf(report, environment);
  if (leased === undefined) {
    return await publishAlert(() => alertFor(environment, run), {
      sink,
      log,
      fields: about,
      signal,
    });
  }
  const { notification, leased: state } = leased;
  const fields = { ...about, news: notification.kind, why: notification.why };
  const incident = {
    notification,
    at: clock.now().toISOString(),
    since: state?.lease?.incident?.badSince,
  };
  return await publishAlert(() => notificationAlert(environment, run, incident), {
    sink,
    log,
    fields,
    signal,
  });
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
