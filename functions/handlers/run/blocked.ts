import { PreflightError } from '../../domain/model/preflight-error.ts';
import type { EnvironmentReport, Report } from '../../domain/model/report.ts';

/** Whether a run keeps the gate shut. One that judged nothing opens nothing. */
export function isShut({ environments }: Report): boolean {
  return environments.length === 0 || environments.some(({ blocked }) => blocked);
}

/**
 * Throws {@link PreflightError} `gate.blocked` with the diagnosis of each blocked environment, for
 * callers that only see errors.
 */
export function throwIfBlocked(report: Report): void {
  if (isShut(report)) throw gateBlocked(report);
}

/** The error itself, for a gate that is shut whatever the report says. */
export function gateBlocked({ environments, runId }: Report): PreflightError {
  const blocked = environments.filter((environment) => environment.blocked);
  const reasons = blocked.map(({ name, diagnosis }) => diagnosis?.summary ?? `${name}: blocked`);
  const text = reasons.length === 0 ? 'the gate stays shut' : reasons.join('; ');
  return new PreflightError(`${text} (run ${runId})`, { code: 'gate.blocked', fault: 'operator' });
}

/** Whether an override may open it: the gate is shut only since it could not check. */
export function isOverridable({ blocked, verdict }: EnvironmentReport): boolean {
  return blocked && verdict === 'inconclusive';
}
