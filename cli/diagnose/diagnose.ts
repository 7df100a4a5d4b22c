import type { Report } from '../../functions/domain/model/report.ts';
import type { Arguments } from '../arguments/option.ts';
import { type ExitCode, exitCodeOf } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { printOutcome } from '../rendering/formats.ts';
import type { Outcome } from '../rendering/outcome.ts';
import { reportOutcome } from '../rendering/report-outcome.ts';
import { styleOf } from '../rendering/terminal-section.ts';
import { investigate } from '../verify/investigate.ts';
import { readDiagnoseOptions } from './diagnose-options.ts';
import { renderTrace } from './trace/render-trace.ts';
import { type Trace, traceOf } from './trace/trace.ts';

/**
 * `diagnose`: judges one environment as `verify` does, and prints how the diagnosis came about before
 * the diagnosis itself. Same exit codes. A rotation is not waited for: the moment is what is explained.
 * Throws as `verify` does.
 */
export async function diagnose(given: Arguments, io: Io): Promise<ExitCode> {
  const options = readDiagnoseOptions(given);
  const { report, evidence } = await investigate(options, io);
  const [trace] = evidence.map(traceOf);
  if (trace === undefined) throw new Error('the environment was chosen and not investigated');
  printOutcome(explained(report, trace), options, io);
  return exitCodeOf(report, options);
}

/** A verification's outcome, whose JSON document and text for people also hold the reasoning. */
function explained(report: Report, trace: Trace): Outcome {
  const outcome = reportOutcome(report);
  return {
    ...outcome,
    document: { report, trace },
    text: (options) => `${renderTrace(trace, styleOf(options))}\n${outcome.text(options)}`,
  };
}
