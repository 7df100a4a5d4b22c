import { composeRunBase, type RunBase } from '../compose-base.ts';
import { composeFleet, type Fleet } from '../compose-fleet.ts';
import { FLEET_KEYS } from '../contract.ts';
import { withTimeLimit } from '../domain/concurrency/time-limit.ts';
import { carryOver } from '../domain/fleet/summary/carry-over.ts';
import { fleetAlert } from '../domain/fleet/summary/fleet-alert.ts';
import { type RunKeys, type Summary, summariseRun } from '../domain/fleet/summary/summarise-run.ts';
import type { FleetReport } from '../domain/model/schemas/fleet-schema.ts';
import { publishAlert } from '../domain/notifications/publish-alerts.ts';
import { parseSummaryRequest, type RunToSum } from './fleet/summary-event.ts';
import { createHandler, type Handler } from './run/create-handler.ts';
import type { Invocation } from './run/invocation.ts';

/**
 * Makes the handler: sums up a run, writes and returns its report, measures it, and publishes one alert where the
 * verdict is neither pass nor warn. The same run gives the same report again.
 *
 * Throws {@link PreflightError}: `payload.invalid`, `config.invalid`, `fleet.unavailable`, `objects.unavailable`,
 * `out-of-time` and `program.defect`.
 */
export function createFleetSummaryHandler(
  base: RunBase,
  compose: () => Fleet | Promise<Fleet>,
): Handler {
  return createHandler(base, compose, (event, invocation) =>
    summarise(parseSummaryRequest(event), invocation),
  );
}

const base = composeRunBase();

/** The summary function, the last state of a fleet's run. The event is never logged. */
export const handler: Handler = createFleetSummaryHandler(base, () => composeFleet(base));

type SummaryInvocation = Invocation<RunBase, Fleet>;

/** What is open so long before Lambda's limit is an error that says so; the alert takes 10 s of it at most. */
const BEFORE_THE_END_MS = 15_000;
const ALERT_MS = 10_000;

async function summarise(run: RunToSum, invocation: SummaryInvocation): Promise<FleetReport> {
  const { clock, log, metrics } = invocation.base;
  const startedAt = clock.now().toISOString();
  const limitMs = Math.max(0, invocation.time.remainingMs - BEFORE_THE_END_MS);
  const limit = { clock, limitMs, what: 'The summary of the fleet' };
  const { report, unreadable } = await withTimeLimit(limit, (signal) =>
    summed(run, invocation, signal),
  );
  const { verdict, fleet } = report;
  const { runId } = report;
  for (const [key, lines] of unreadable)
    log.warn('lines that cannot be read', { runId, key, lines });
  log.info('fleet summed up', { runId, verdict, total: fleet.total, ...fleet.verdicts });
  metrics.record('fleetMembers', fleet.total);
  metrics.record('fleetFailed', fleet.verdicts.fail);
  metrics.record('fleetInconclusive', fleet.verdicts.inconclusive);
  if (verdict === 'fail' || verdict === 'inconclusive') await alert(report, startedAt, invocation);
  return report;
}

/** Carries over what an earlier run judged, sums up, and writes the report. */
async function summed(
  { runId, onlyFrom, total, carried = 0 }: RunToSum,
  { gate }: SummaryInvocation,
  signal: AbortSignal,
): Promise<Summary> {
  const { fleet, objects: store, bucket } = gate();
  const keys = keysOf(runId);
  if (onlyFrom !== undefined) {
    const from = keysOf(onlyFrom);
    // What could not be read there was counted by its own summary.
    await carryOver({ from, to: keys }, { store, signal, onUnreadable: () => undefined });
  }
  const resultsAt = `s3://${bucket}/${keys.results()}`;
  const { tolerate } = fleet;
  const listed = total === undefined ? undefined : total + carried;
  const summary = await summariseRun({ runId, keys, tolerate, listed, resultsAt, store, signal });
  const text = `${JSON.stringify(summary.report, null, 2)}\n`;
  await store.put(FLEET_KEYS.report(runId), text, { signal, contentType: 'application/json' });
  return summary;
}

function keysOf(runId: string): RunKeys {
  return {
    inventory: FLEET_KEYS.inventory(runId),
    carried: FLEET_KEYS.carried(runId),
    results: (part) => FLEET_KEYS.results(runId, part),
    fingerprints: (part) => FLEET_KEYS.fingerprints(runId, part),
    verdicts: (verdict) => FLEET_KEYS.verdicts(runId, verdict),
  };
}

async function alert(
  report: FleetReport,
  startedAt: string,
  { base: { alerts: sink, clock, log, place }, gate }: SummaryInvocation,
): Promise<void> {
  const { runId } = report;
  const run = { runId, startedAt, trigger: 'fleet', origin: {}, place } as const;
  await withTimeLimit({ clock, limitMs: ALERT_MS, what: 'The alert' }, (signal) =>
    publishAlert(() => fleetAlert(report, gate().fleet.template, run), {
      sink,
      log,
      fields: { runId },
      signal,
    }),
  );
}
