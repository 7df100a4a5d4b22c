import type { EnvironmentReport } from '../model/report.ts';
import { truncateCodePoints } from '../text/code-points.ts';

/** A summary is at most 120 characters by contract; the bound is for reports from elsewhere. */
const MAX_SUMMARY = 300;

/**
 * What is wrong in one line, without the environment's name in front: the diagnosis' summary, or
 * where there is none the first check that did not pass, or the bare verdict. At most 300 code points.
 */
export function summaryText(environment: EnvironmentReport): string {
  const text = environment.diagnosis?.summary || worstMessage(environment);
  const prefix = `${environment.name}: `;
  return truncateCodePoints(
    text.startsWith(prefix) ? text.slice(prefix.length) : text,
    MAX_SUMMARY,
  );
}

/** As {@link summaryText}, with the environment's name in front: `production: Twilio rejects the API key …`. */
export function headline(environment: EnvironmentReport): string {
  return `${truncateCodePoints(environment.name, MAX_SUMMARY)}: ${summaryText(environment)}`;
}

function worstMessage({ checks, verdict }: EnvironmentReport): string {
  const worst =
    checks.find((check) => check.status === verdict) ??
    checks.find((check) => check.status !== 'pass' && check.status !== 'skipped');
  return worst === undefined ? `verdict ${verdict}, no diagnosis` : `${worst.id}: ${worst.message}`;
}
