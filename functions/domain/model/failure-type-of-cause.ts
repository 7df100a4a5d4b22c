import type { CauseId } from './cause-id.ts';
import type { JobFailureType } from './ports.ts';
import type { EnvironmentReport } from './report.ts';

/**
 * The failure type that CodePipeline gets for a cause that fails a run, and what the command line's exit code says of
 * it. `ConfigurationError`: the secret or the configuration holds something wrong, which Twilio need not
 * be asked about. A cause that is not listed is a `JobFailed`.
 */
const FAILURE_TYPES: Readonly<Partial<Record<CauseId, JobFailureType>>> = {
  'secret.access-denied': 'PermissionError',
  'secret.kms-denied': 'PermissionError',
  'secret.not-found': 'ConfigurationError',
  'secret.pending-deletion': 'ConfigurationError',
  'secret.not-json': 'ConfigurationError',
  'secret.missing-field': 'ConfigurationError',
  'credential.whitespace': 'ConfigurationError',
  'credential.swapped': 'ConfigurationError',
  'credential.malformed': 'ConfigurationError',
  'credential.placeholder': 'ConfigurationError',
  'credential.api-key-as-account': 'ConfigurationError',
  'credential.mixed': 'ConfigurationError',
  'credential.wrong-kind': 'ConfigurationError',
  'config.invalid': 'ConfigurationError',
  'config.unknown-environment': 'ConfigurationError',
};

/** The failure type of an environment that keeps a gate shut; `SystemUnavailable` where nothing failed. */
export function failureTypeOf({
  verdict,
  diagnosis,
}: Pick<EnvironmentReport, 'verdict' | 'diagnosis'>): JobFailureType {
  if (verdict !== 'fail') return 'SystemUnavailable';
  return (diagnosis && FAILURE_TYPES[diagnosis.cause]) ?? 'JobFailed';
}
