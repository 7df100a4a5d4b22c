import { isBad } from '../../domain/history/judge-run.ts';
import { describeDefect } from '../../domain/model/describe-defect.ts';
import type { RecordedRun } from './store-and-notify.ts';

/**
 * {@link storeAndNotify}, loaded only where there is something to store or to notify of: a passing run of
 * a function without a history starts without it. Never throws: what did not end is logged.
 */
export async function recordAndAlert(run: RecordedRun): Promise<void> {
  const { report, invocation } = run;
  if (invocation.base.history === undefined && !report.environments.some(isBad)) return;
  try {
    const { storeAndNotify } = await import('./store-and-notify.ts');
    await storeAndNotify(run);
  } catch (error) {
    const { text: detail } = describeDefect(error);
    const { runId } = report;
    invocation.base.log.error('history and alerts of the run did not end', { runId, detail });
  }
}
