import { describeDefect } from '../../domain/model/describe-defect.ts';
import type { Log, LogFields } from '../../domain/model/ports.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';

interface DefectContext {
  /** How its log line begins; default `a defect in this program`. */
  readonly what?: string;
  readonly fields?: LogFields;
}

/**
 * Logs a defect, and gives what may leave the function for it: {@link PreflightError} `program.defect`,
 * which names the error and does not repeat it, since Lambda hands message and stack to the caller and
 * to the log. An error of our own is safe, and stays what it is.
 */
export function defectError(
  error: unknown,
  log: Log,
  { what = 'a defect in this program', fields = {} }: DefectContext = {},
): PreflightError {
  const { text: name, frames } = describeDefect(error);
  log.error(what, { ...fields, name, frames });
  if (error instanceof PreflightError) return error;
  return new PreflightError(`a defect in this program (${name}); its log has the stack`, {
    code: 'program.defect',
    fault: 'service',
  });
}
