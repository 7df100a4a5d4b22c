import { REPORT_PREFIX } from '../../contract.ts';
import { withTimeLimit } from '../../domain/concurrency/time-limit.ts';
import type { ObjectStore } from '../../domain/model/fleet-ports.ts';
import type { Report } from '../../domain/model/report.ts';
import { renderPage } from '../../domain/rendering/html/render-page.ts';
import { judgedReport } from '../../domain/rendering/judged-report.ts';
import { type Invocation, msUntil } from './invocation.ts';

const LONGEST_MS = 5_000;
const GRACE_MS = 250;

/**
 * Keeps the report as a page whose name is the run's id, so that a message can name it before it is there. Call
 * it when the caller is answered. Rejects where the page could not be kept in time.
 */
export async function keepReport(
  report: Report,
  {
    reports,
    invocation,
  }: { readonly reports: Pick<ObjectStore, 'put'>; readonly invocation: Invocation },
): Promise<void> {
  const page = renderPage(judgedReport(report));
  const { clock } = invocation.base;
  const limitMs = Math.min(LONGEST_MS, msUntil('alertsMs', invocation));
  await withTimeLimit({ clock, limitMs, graceMs: GRACE_MS, what: 'S3' }, (signal) =>
    reports.put(`${REPORT_PREFIX}${report.runId}.html`, page, {
      signal,
      contentType: 'text/html; charset=utf-8',
    }),
  );
}
