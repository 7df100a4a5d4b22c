import { isBad } from '../../domain/history/judge-run.ts';
import type { RecordedRun } from './store-and-notify.ts';

/**
 * {@link storeAndNotify}, loaded only where there is something to store or to notify of: a passing run of
 * a function without a history starts without it. Never throws.
 */
export async function recordAndAlert(run: RecordedRun): Promise<void> {
  const { report, invocation } = run;
  if (invocation.base.history === undefined && !report.environments.some(isBad)) return;
  const { storeAndNotify } = await import('./store-and-notify.ts');
  await storeAndNotify(run);
}
