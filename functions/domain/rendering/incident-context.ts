import type { Told } from '../model/environment-state.ts';
import type { EnvironmentReport } from '../model/report.ts';
import type { Story } from './incident-lines.ts';

/** Where a message stands in an environment's trouble, for machines and filter policies. */
export interface AlertOccasion {
  readonly kind: 'alert' | 'reminder' | 'recovery';
  /** `critical`: something was definitely refused. `warning`: only that it could not be told. */
  readonly severity: 'critical' | 'warning';
  /** What it is, or of a recovery: what it was. `unknown` without a diagnosis. */
  readonly cause: string;
  /** ISO 8601: the same from the first alert to the recovery; without a history the run's own start. */
  readonly since: string;
}

/**
 * The occasion of an alert or a reminder. A reminder is as severe as the worst that was told, so that
 * it reaches those who know of it, although the last run could not tell.
 */
export function occasionOf(
  { verdict, diagnosis }: EnvironmentReport,
  startedAt: string,
  story: Story | undefined,
): AlertOccasion {
  const kind = story?.tidings.kind ?? 'alert';
  const told = story !== undefined && 'of' in story.tidings ? story.tidings.of : undefined;
  const isRefusal = verdict === 'fail' || (kind === 'reminder' && told?.failCause !== undefined);
  return {
    kind,
    severity: isRefusal ? 'critical' : 'warning',
    cause: diagnosis?.cause ?? 'unknown',
    since: told?.badSince ?? story?.since ?? startedAt,
  };
}

/** The occasion of a recovery: the severity of what is over, so that it reaches those who were told. */
export function recoveryOccasion({ badSince, causes, failCause }: Told): AlertOccasion {
  return {
    kind: 'recovery',
    severity: failCause === undefined ? 'warning' : 'critical',
    cause: causes.at(-1) ?? 'unknown',
    since: badSince,
  };
}
