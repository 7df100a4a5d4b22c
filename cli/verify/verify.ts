import { WAIT_POLICY } from '../../functions/domain/verification/verification.ts';
import type { Arguments } from '../arguments/option.ts';
import { type ExitCode, exitCodeOf } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { printOutcome } from '../rendering/formats.ts';
import { reportOutcome } from '../rendering/report-outcome.ts';
import { investigate } from './investigate.ts';
import { readVerifyOptions } from './verify-options.ts';

/**
 * `verify`: judges environments from here and prints the report; waits up to 60 s for a rotation to end
 * that keeps a gate shut. Throws `CommandError` or
 * `PreflightError` for whatever kept it from judging.
 */
export async function verify(given: Arguments, io: Io): Promise<ExitCode> {
  const options = readVerifyOptions(given);
  const { report } = await investigate({ ...options, waitPolicy: WAIT_POLICY }, io);
  printOutcome(reportOutcome(report), options, io);
  return exitCodeOf(report, options);
}
