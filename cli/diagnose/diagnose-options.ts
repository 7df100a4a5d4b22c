import type { Arguments } from '../arguments/option.ts';
import { usageError } from '../usage-error.ts';
import { readVerifyOptions, type VerifyOptions } from '../verify/verify-options.ts';

/** The options of `verify`, with exactly one environment: two reasonings side by side explain neither. */
export function readDiagnoseOptions(given: Arguments): VerifyOptions {
  const options = readVerifyOptions(given);
  const { length } = options.environments;
  if (length !== 1) {
    throw usageError(
      `diagnose explains one environment: name it with one --env (received ${length}).`,
    );
  }
  return options;
}
