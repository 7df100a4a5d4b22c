import { describeDefect } from '../../domain/describe-defect.ts';
import type { Log, LogFields } from '../../domain/ports.ts';
import { PreflightError } from '../../domain/preflight-error.ts';

interface DefectContext {
  /** How its log line begins; default `a defect in this program`. */
  readonly what?: string;
  readonly fields?: LogFields;
}

/**
 * What may leave the function for an unexpected error: {@link PreflightError} `program.defect`, which
 * names it and does not repeat it, since Lambda hands message and stack to the caller and to the log.
 * Our own errors are safe, and stay what they are. Logs the frames of a defect.
 */
export function defectError(
  error: unknown,
  log: Log,
  { what = 'a defect in this program', fields = {} }: DefectContext = {},
): PreflightError {
  if (error instanceof PreflightError) return error;
  const { name, frames } = describeDefect(error);
  log.error(what, { ...fields, name, frames });
  return new PreflightError(`a defect in this program (${name}); its log has the stack`, {
    code: 'program.defect',
    fault: 'service',
  });
}
