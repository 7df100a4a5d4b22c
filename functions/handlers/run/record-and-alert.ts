import { isBad } from '../../domain/history/judge-run.ts';
import type { Report } from '../../domain/model/report.ts';
import type { RunOrigin } from '../../domain/model/schemas/history-schema.ts';
import type { Invocation } from './invocation.ts';

/**
 * {@link storeAndNotify}, loaded only where there is something to store or to notify of: a passing run of
 * a function without a history starts without it. Never throws.
 */
export async function recordAndAlert(
  report: Report,
  origin: RunOrigin,
  invocation: Invocation,
): Promise<void> {
  if (invocation.base.history === undefined && !report.environments.some(isBad)) return;
  const { storeAndNotify } = await import('./store-and-notify.ts');
  await storeAndNotify(report, origin, invocation);
}
