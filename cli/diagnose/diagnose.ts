import type { Report } from '../../functions/domain/model/report.ts';
import type { Arguments } from '../arguments/option.ts';
import { OPTIONS } from '../arguments/options.ts';
import type { ExitCode } from '../exit-code.ts';
import { exitCodeOf } from '../exit-code-of.ts';
import type { Io } from '../io.ts';
import type { Outcome } from '../rendering/outcome.ts';
import { printOutcome } from '../rendering/print-outcome.ts';
import { reportOutcome } from '../rendering/report-outcome.ts';
import { styleOf } from '../rendering/terminal-section.ts';
import { investigate } from '../verify/investigate.ts';
import { renderTrace } from './trace/render-trace.ts';
import { type Trace, traceOf } from './trace/trace.ts';

/**
 * `diagnose`: judges one environment as `verify` does, and prints how the diagnosis came about before
 * the diagnosis itself. Same exit codes. A rotation is not waited for: the moment is what is explained.
 * Throws as `verify` does.
 */
export async function diagnose(given: Arguments, io: Io): Promise<ExitCode> {
  const names = [given.needed(OPTIONS.environment)];
  const { report, evidence } = await investigate({ given, names }, io);
  const [trace] = evidence.map(traceOf);
  if (trace === undefined) throw new Error('the environment was chosen and not investigated');
  await printOutcome(explained(report, trace), given, io);
  return exitCodeOf(report, { strict: given.has(OPTIONS.strict) });
}

/** A verification's outcome, whose JSON document and text for people also hold the reasoning. */
function explained(report: Report, trace: Trace): Outcome {
  const outcome = reportOutcome(report);
  return {
    ...outcome,
    document: { report, trace },
    trace,
    text: (options) => `${renderTrace(trace, styleOf(options))}\n${outcome.text(options)}`,
  };
}
