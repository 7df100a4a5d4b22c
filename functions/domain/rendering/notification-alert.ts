import type { Tidings } from '../history/find-news.ts';
import type { Alert } from '../model/alert.ts';
import type { EnvironmentReport } from '../model/report.ts';
import { type AlertRun, alertFor } from './alert-for.ts';
import { recoveryFor } from './recovery-for.ts';

/** When something is told, and of what: ISO 8601. */
export interface TidingsTime {
  /** When it is sent. */
  readonly at: string;
  /** When it turned bad, where that was before the run. */
  readonly since?: string | undefined;
}

/** The alert that brings tidings of an environment. */
export function tidingsAlert(
  tidings: Tidings,
  environment: EnvironmentReport,
  { run, at, since }: TidingsTime & { readonly run: AlertRun },
): Alert {
  return tidings.kind === 'recovery'
    ? recoveryFor(environment, run, tidings.of)
    : alertFor(environment, run, { tidings, at, ...(since === undefined ? {} : { since }) });
}
