import type { Report } from '../functions/domain/model/report.ts';
import type { Format } from './arguments/read-format.ts';
import { type Io, wantsColour } from './io.ts';
import { renderText } from './rendering/render-text.ts';

/** Writes the report to stdout: one JSON document, or text with colour where the terminal has it. */
export function printReport(report: Report, format: Format, { stdout, env }: Io): void {
  switch (format) {
    case 'json':
      stdout.write(`${JSON.stringify(report, null, 2)}\n`);
      return;
    case 'pretty':
      stdout.write(renderText(report, { colour: wantsColour(stdout, env) }));
      return;
  }
}
