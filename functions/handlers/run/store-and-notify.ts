import { withTimeLimit } from '../../domain/concurrency/time-limit.ts';
import { isBad } from '../../domain/history/judge-run.ts';
import { isAboutDeclared, runRecord } from '../../domain/history/run-record.ts';
import { describeDefect } from '../../domain/model/describe-defect.ts';
import type { Clock } from '../../domain/model/ports.ts';
import type { EnvironmentReport, Report } from '../../domain/model/report.ts';
import type { RunHistory } from '../../domain/model/run-history.ts';
import type { RunOrigin } from '../../domain/model/schemas/history-schema.ts';
import { notifyControl } from '../../domain/notifications/notify-control.ts';
import { eachWithin } from '../../domain/notifications/publish-alerts.ts';
import { type Invocation, msUntil } from './invocation.ts';
import { fieldsOf, notify } from './notify.ts';

/** Longest time for history and alerts of a run; the pipeline was answered before. */
const LONGEST_MS = 10_000;
/**
 * Of it, for the leases of all environments before alerts go out without the history: a DynamoDB that
 * hangs must not use up the time of the eleventh.
 */
const LONGEST_LEASE_MS = 4_000;

/** A run to store and to notify people of. */
export interface RecordedRun {
  readonly report: Report;
  readonly origin: RunOrigin;
  readonly invocation: Invocation;
  /** False: the run is stored, and people are notified by the next one. Default: true. */
  readonly alerts?: boolean | undefined;
}

/**
 * Stores what a run found, and notifies people: see `decideNotification`. Without a history every bad run
 * is an alert, and nothing is stored. Changes nothing about the gate: what could not be stored or sent is
 * logged. Rejects with `out-of-time` where a port ignores its signal.
 */
export async function storeAndNotify(run: RecordedRun): Promise<void> {
  const { report, invocation, alerts = true } = run;
  const { history, clock } = invocation.base;
  const declared = history === undefined ? [] : report.environments.filter(isAboutDeclared);
  const others = report.environments.filter((one) => isBad(one) && !declared.includes(one));
  const limits = { clock, limitMs: Math.min(LONGEST_MS, msUntil('alertsMs', invocation)) };
  const alert = async (leaseSignal: AbortSignal) => {
    if (!alerts) return;
    await eachWithin([...others, ...declared], limits, (environment, signal) =>
      notify(environment, { ...run, signal, leaseSignal }),
    );
  };
  if (history === undefined) {
    return await alert(new AbortController().signal);
  }
  const limitMs = Math.min(LONGEST_LEASE_MS, limits.limitMs / 2);
  await Promise.all([
    // Its end only lets the alerts go out: the work goes on, and the limits inside end it.
    withTimeLimit({ clock, limitMs, graceMs: LONGEST_MS }, alert),
    notifyOverrides(run, limits),
    eachWithin(declared, limits, (environment, signal) =>
      record(environment, { ...run, history, signal }),
    ),
  ]);
}

/** Of those that opened the gate for this run. */
async function notifyOverrides(
  { report, invocation: { base } }: RecordedRun,
  limits: { readonly clock: Clock; readonly limitMs: number },
): Promise<void> {
  const { controls, clock, alerts, log } = base;
  if (controls === undefined) return;
  const overrides = report.environments.flatMap(({ override }) => override ?? []);
  await eachWithin(overrides, limits, (override, signal) =>
    notifyControl(override, 'used', { controls, clock, alerts, log, signal }),
  );
}

async function record(
  environment: EnvironmentReport,
  {
    report,
    origin,
    history,
    invocation: { base, requestId },
    signal,
  }: RecordedRun & { readonly history: RunHistory; readonly signal: AbortSignal },
): Promise<void> {
  try {
    await history.record(runRecord(report, environment, { ...origin, requestId }), { signal });
  } catch (error) {
    const { text: detail } = describeDefect(error);
    base.log.error('the run could not be stored', { ...fieldsOf(report, environment), detail });
  }
}
