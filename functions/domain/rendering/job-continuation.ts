import type { Report } from '../model/report.ts';
import { worstFirst } from '../model/worst-first.ts';
import { truncateCodePoints } from '../text/code-points.ts';
import { plainCopy } from '../text/plain-copy.ts';
import { headline } from './headline.ts';

/** `executionDetails.summary`: 1 to 2,048 characters, in whichever unit (see `jobSuccess`). */
const MAX_SUMMARY_CODE_POINTS = 1024;

/** What a CodePipeline job says while the gate waits for a rotation to end: 1 to 2,048 characters. */
export function jobContinuation(report: Report): { readonly summary: string } {
  const { environments, runId } = plainCopy(report);
  const lines = worstFirst(environments).slice(0, 1).map(headline);
  const text = [...lines, `The gate waits and looks again. Run ${runId}`].join('. ');
  return { summary: truncateCodePoints(text, MAX_SUMMARY_CODE_POINTS) };
}
