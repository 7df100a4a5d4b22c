import { createLimiter } from '../../domain/concurrency/limiter.ts';
import { withTimeLimit } from '../../domain/concurrency/time-limit.ts';
import { isAboutDeclared, runRecord } from '../../domain/history/run-record.ts';
import { describeDefect } from '../../domain/model/describe-defect.ts';
import type { EnvironmentReport, Report } from '../../domain/model/report.ts';
import type { RunOrigin } from '../../domain/model/schemas/history-schema.ts';
import { type Invocation, msUntil } from './invocation.ts';
import { publishAlerts } from './publish-alerts.ts';
import { fieldsOf, type KeptRun, tellNews } from './tell-news.ts';

/** Longest time for history and alerts of a run; the pipeline was answered before. */
const LONGEST_MS = 10_000;
/**
 * Of it, for the history of all environments before alerts go out without it: a DynamoDB that hangs must
 * not use up the time of the eleventh.
 */
const LONGEST_CLAIM_MS = 4_000;
const ENVIRONMENTS_AT_ONCE = 10;

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
  const { pipeline, executionId, deploymentId: deployment } = origin;
  const declared = history === undefined ? [] : report.environments.filter(isAboutDeclared);
  const others = report.environments.filter((environment) => !declared.includes(environment));
  const plainly = publishAlerts(
    { ...report, environments: others },
    { sink, pipeline, executionId, deployment },
    invocation,
  );
  if (history === undefined || declared.length === 0) return await plainly;
  const limitMs = Math.min(LONGEST_MS, msUntil('alertsMs', invocation));
  const claimMs = Math.min(LONGEST_CLAIM_MS, limitMs / 2);
  const telling = createLimiter(ENVIRONMENTS_AT_ONCE);
  const recording = createLimiter(ENVIRONMENTS_AT_ONCE);
  await withTimeLimit({ clock, limitMs }, (signal) =>
    // Its end only lets the alerts go out: the work goes on, and the limit around it ends it.
    withTimeLimit(
      { clock, limitMs: claimMs, parent: signal, graceMs: LONGEST_MS },
      async (claimSignal) => {
        const run = { report, origin, history, invocation, signal, claimSignal };
        const work = declared.flatMap((environment) => [
          telling(() => tellNews(environment, run)),
          recording(() => record(environment, run)),
        ]);
        await Promise.all([plainly, ...work]);
      },
    ),
  );
}

async function record(
  environment: EnvironmentReport,
  { report, origin, history, invocation, signal }: KeptRun,
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
