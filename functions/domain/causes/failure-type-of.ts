import type { JobFailureType } from '../model/ports.ts';
import type { EnvironmentReport } from '../model/report.ts';
import { ALL_CAUSES } from './all-causes.ts';

/** The failure type of an environment that keeps a gate shut; `SystemUnavailable` where nothing failed. */
export function failureTypeOf({
  verdict,
  diagnosis,
}: Pick<EnvironmentReport, 'verdict' | 'diagnosis'>): JobFailureType {
  if (verdict !== 'fail') return 'SystemUnavailable';
  return ALL_CAUSES.find(({ id }) => id === diagnosis?.cause)?.failureType ?? 'JobFailed';
}
