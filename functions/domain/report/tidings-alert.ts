import type { Tidings } from '../alert-policy/find-news.ts';
import type { Alert } from './alert.ts';
import { type AlertRun, alertFor } from './alert-for.ts';
import { recoveryFor } from './recovery-for.ts';
import type { EnvironmentReport } from './report.ts';

/** The alert that brings tidings of an environment; `at` is when it is sent, ISO 8601. */
export function tidingsAlert(
  tidings: Tidings,
  environment: EnvironmentReport,
  { run, at }: { readonly run: AlertRun; readonly at: string },
): Alert {
  return tidings.kind === 'recovery'
    ? recoveryFor(environment, run, tidings.of)
    : alertFor(environment, run, { tidings, at });
}
