import { judgedRun } from '../../domain/alert-policy/judge-run.ts';
import { describeDefect } from '../../domain/describe-defect.ts';
import { type ClaimContext, claimNews, type Telling } from '../../domain/history/claim-news.ts';
import type { RunOrigin } from '../../domain/history/run-origin.ts';
import { isAboutDeclared, runRecord } from '../../domain/history/run-record.ts';
import { settleTelling } from '../../domain/history/settle-telling.ts';
import type { LogFields, RunHistory } from '../../domain/ports.ts';
import type { AlertRun } from '../../domain/report/alert-for.ts';
import type { EnvironmentReport, Report } from '../../domain/report/report.ts';
import { tidingsAlert } from '../../domain/report/tidings-alert.ts';
import { createLimiter } from '../../domain/verification/limiter.ts';
import { withTimeLimit } from '../../domain/verification/time-limit.ts';
import { type Invocation, msUntil } from './invocation.ts';
import { publishAlerts } from './publish-alerts.ts';

/** Longest time for history and alerts of a run; the pipeline was answered before. */
const LONGEST_MS = 10_000;
/** Of it, for the history before an alert goes out without it. */
const LONGEST_CLAIM_MS = 4_000;
const ENVIRONMENTS_AT_ONCE = 10;
/** Where the configuration cannot be read; its own default. */
const REMIND_AFTER_HOURS = 24;

interface Run {
  readonly report: Report;
  readonly origin: RunOrigin;
  readonly history: RunHistory;
  readonly invocation: Invocation;
  readonly signal: AbortSignal;
}

/**
 * Keeps what a run found, and tells people what is news to them: see `decideAlert`. Without a history
 * every bad run is told, and nothing is kept. Never throws, and changes nothing about the gate: what
 * could not be kept or sent is logged.
 */
export async function recordAndAlert(
  report: Report,
  origin: RunOrigin,
  invocation: Invocation,
): Promise<void> {
  const { alerts: sink, history, clock } = invocation.base;
  const { pipeline, executionId } = origin;
  const declared = history === undefined ? [] : report.environments.filter(isAboutDeclared);
  const others = report.environments.filter((environment) => !declared.includes(environment));
  const plainly = publishAlerts(
    { ...report, environments: others },
    { sink, pipeline, executionId },
    invocation,
  );
  if (history === undefined || declared.length === 0) return await plainly;
  const limitMs = Math.min(LONGEST_MS, msUntil('alertsMs', invocation));
  const parent = new AbortController().signal;
  const limited = createLimiter(ENVIRONMENTS_AT_ONCE);
  await withTimeLimit({ clock, limitMs, parent }, async (signal) => {
    const run = { report, origin, history, invocation, signal };
    const tellAll = declared.flatMap((environment) => [
      limited(() => tell(environment, run)),
      limited(() => record(environment, run)),
    ]);
    await Promise.all([plainly, ...tellAll]);
  });
}

async function record(
  environment: EnvironmentReport,
  { report, origin, history, invocation, signal }: Run,
): Promise<void> {
  const { base, requestId } = invocation;
  const from = requestId === undefined ? origin : { ...origin, requestId };
  try {
    await history.record(runRecord(report, environment, from), { signal });
  } catch (error) {
    const { name: detail } = describeDefect(error);
    base.log.error('the run could not be kept', { ...fieldsOf(report, environment), detail });
  }
}

async function tell(environment: EnvironmentReport, run: Run): Promise<void> {
  const { report, origin, invocation } = run;
  const { versionStage } = environment.credential;
  const subject = { environment: environment.name, versionStage };
  const { clock } = invocation.base;
  const limitMs = Math.min(LONGEST_CLAIM_MS, msUntil('alertsMs', invocation) / 2);
  const telling = await withTimeLimit({ clock, limitMs, parent: run.signal }, (signal) =>
    claimNews(
      subject,
      judgedRun(report, environment, origin),
      claimContext(environment, run, signal),
    ),
  );
  if (telling === undefined) return;
  const outcome = (await publish(environment, telling, run)) ? 'sent' : 'unsent';
  const { claimed } = telling;
  if (claimed === undefined) return;
  await settleTelling(subject, { claimed, outcome }, claimContext(environment, run, run.signal));
}

function claimContext(
  environment: EnvironmentReport,
  { report, history, invocation }: Run,
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
  { tidings }: Telling,
  { report, origin, invocation, signal }: Run,
): Promise<boolean> {
  const { alerts: sink, log, clock } = invocation.base;
  const fields = { ...fieldsOf(report, environment), news: tidings.kind, why: tidings.why };
  if (sink === undefined) {
    log.error('there is no alert topic: nobody is told', fields);
    return false;
  }
  const at = clock.now().toISOString();
  try {
    await sink.publish(tidingsAlert(tidings, environment, { run: alertRun(report, origin), at }), {
      signal,
    });
    log.info('alert published', fields);
    return true;
  } catch (error) {
    const { name: detail } = describeDefect(error);
    log.error('the alert could not be published', { ...fields, detail });
    return false;
  }
}

function alertRun({ runId, startedAt, trigger }: Report, origin: RunOrigin): AlertRun {
  const { pipeline, executionId } = origin;
  return {
    runId,
    startedAt,
    trigger,
    ...(pipeline === undefined ? {} : { pipeline }),
    ...(executionId === undefined ? {} : { executionId }),
  };
}

function fieldsOf({ runId }: Report, { name }: EnvironmentReport): LogFields {
  return { runId, environment: name };
}

function remindAfterHours({ gate }: Invocation): number {
  try {
    return gate().configuration.alerts.remindAfterHours;
  } catch {
    return REMIND_AFTER_HOURS;
  }
}
