import type { Report } from '../../functions/domain/model/report.ts';
import { judgedReport } from '../../functions/domain/rendering/judged-report.ts';
import type { Outcome } from './outcome.ts';
import { renderText } from './render-text.ts';

/** A verification's report for every output format: `verify` and `invoke`, and a part of `diagnose`. */
export function reportOutcome(report: Report): Outcome {
  return {
    ...judgedReport(report),
    showsKeys: false,
    document: report,
    text: (options) => renderText(report, options),
  };
}
