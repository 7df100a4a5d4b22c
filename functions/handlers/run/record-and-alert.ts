import { isBad } from '../../domain/history/judge-run.ts';
import { describeDefect } from '../../domain/model/describe-defect.ts';
import type { RecordedRun } from './store-and-notify.ts';

/**
 * {@link storeAndNotify} and `keepReport`, loaded only where there is something to store or to notify of: a
 * passing run of a function without a history starts without them. Never throws: what did not end is logged.
 */
export async function recordAndAlert(run: RecordedRun): Promise<void> {
  await Promise.all([storeAndNotify(run), keepReport(run)]);
}

async function storeAndNotify(run: RecordedRun): Promise<void> {
  const { report, invocation } = run;
  if (invocation.base.history === undefined && !report.environments.some(isBad)) return;
  try {
    await (await import('./store-and-notify.ts')).storeAndNotify(run);
  } catch (error) {
    const { text: detail } = describeDefect(error);
    const { runId } = report;
    invocation.base.log.error('history and alerts of the run did not end', { runId, detail });
  }
}

/** A page that is not kept changes nothing else: it is a warning in the log. */
async function keepReport({ report, invocation }: RecordedRun): Promise<void> {
  const { reports, log } = invocation.base;
  if (reports === undefined) return;
  try {
    const { keepReport: keep } = await import('./keep-report.ts');
    await keep(report, { reports, invocation });
  } catch (error) {
    const { text: detail } = describeDefect(error);
    log.warn('the page of the run could not be kept', { runId: report.runId, detail });
  }
}
