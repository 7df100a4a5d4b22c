import type { Arguments } from '../arguments/option.ts';
import { type ExitCode, exitCodeOf } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { fewNames, withProgress } from '../progress.ts';
import { printOutcome } from '../rendering/formats.ts';
import { reportOutcome } from '../rendering/report-outcome.ts';
import { requireSignIn } from '../sign-in.ts';
import { askGate } from './ask-gate.ts';
import { functionError } from './function-error.ts';
import { readInvokeOptions } from './invoke-options.ts';
import { readReport } from './read-report.ts';

/**
 * `invoke`: asks the deployed gate and turns its report into an exit code, since `aws lambda invoke`
 * exits 0 on failure. Throws `CommandError` for whatever is no report.
 */
export async function invoke(given: Arguments, io: Io): Promise<ExitCode> {
  const options = readInvokeOptions(given);
  const { functionName, environments, region, alerts } = options;
  const [environment, ...others] = environments;
  const named = others.length === 0 ? { environment } : { environments };
  // Named only where it differs: a gate of version 0.1.0 refuses a member that it does not know.
  const payload = alerts ? named : { ...named, alerts };
  await requireSignIn(io);
  const answer = await withProgress(
    `Asking the gate about ${fewNames(environments)}`,
    io.stderr,
    () => askGate({ functionName, payload, region }, io),
  );
  io.signal.throwIfAborted();
  if (answer.hasFailed) throw functionError(answer.payload);
  const report = readReport(answer.payload, environments);
  printOutcome(reportOutcome(report), options, io);
  return exitCodeOf(report, options);
}
