import type { JobFailureType } from '../model/ports.ts';
import type { EnvironmentReport } from '../model/report.ts';
import { ALL_CAUSES } from './all-causes.ts';

/** The failure type of an environment that keeps a gate shut; `SystemUnavailable` where nothing failed. */
export function failureTypeOf({
  verdict,
  diagnosis,
}: Pick<EnvironmentReport, 'verdict' | 'diagnosis'>): JobFailureType {
  if (verdict !== 'fail') return 'SystemUnavailable';
  return failureTypeOfCause(diagnosis?.cause);
}

/** The failure type of a cause that fails; `JobFailed` where none was found. */
export function failureTypeOfCause(cause: string | undefined): JobFailureType {
  return ALL_CAUSES.find(({ id }) => id === cause)?.failureType ?? 'JobFailed';
}
