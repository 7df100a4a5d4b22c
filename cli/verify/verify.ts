import { WAIT_POLICY } from '../../functions/domain/verification/verification.ts';
import type { Arguments } from '../arguments/option.ts';
import { OPTIONS } from '../arguments/options.ts';
import type { ExitCode } from '../exit-code.ts';
import { exitCodeOf } from '../exit-code-of.ts';
import type { Io } from '../io.ts';
import { printOutcome } from '../rendering/print-outcome.ts';
import { reportOutcome } from '../rendering/report-outcome.ts';
import { investigate } from './investigate.ts';

/**
 * `verify`: judges environments from here and prints the report; waits up to 60 s for a rotation to end
 * that keeps a gate shut. Throws `CommandError` or
 * `PreflightError` for whatever kept it from judging.
 */
export async function verify(given: Arguments, io: Io): Promise<ExitCode> {
  const names = given.list(OPTIONS.environments);
  const { report } = await investigate({ given, names, waitPolicy: WAIT_POLICY }, io);
  await printOutcome(reportOutcome(report), given, io);
  return exitCodeOf(report, { strict: given.has(OPTIONS.strict) });
}
