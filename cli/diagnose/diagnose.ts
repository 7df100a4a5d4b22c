import type { Report } from '../../functions/domain/model/report.ts';
import type { Arguments } from '../arguments/option.ts';
import type { Format } from '../arguments/read-format.ts';
import { type ExitCode, exitCodeOf } from '../exit-code.ts';
import { type Io, wantsColour } from '../io.ts';
import { ansiPaint, plainPaint } from '../rendering/paint.ts';
import { renderText } from '../rendering/render-text.ts';
import { investigate } from '../verify/investigate.ts';
import { readDiagnoseOptions } from './diagnose-options.ts';
import { renderTrace } from './trace/render-trace.ts';
import { type Trace, traceOf } from './trace/trace.ts';

interface Explained {
  readonly report: Report;
  readonly trace: Trace;
}

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
  print({ report, trace }, options.format, io);
  return exitCodeOf(report, options);
}

function print({ report, trace }: Explained, format: Format, { stdout, env }: Io): void {
  switch (format) {
    case 'json':
      stdout.write(`${JSON.stringify({ report, trace }, null, 2)}\n`);
      return;
    case 'pretty': {
      const colour = wantsColour(stdout, env);
      const reasoning = renderTrace(trace, colour ? ansiPaint : plainPaint);
      stdout.write(`${reasoning}\n${renderText(report, { colour })}`);
      return;
    }
  }
}
