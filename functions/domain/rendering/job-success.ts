import type { EnvironmentReport, Report } from '../model/report.ts';
import { worstFirst } from '../model/worst-first.ts';
import { truncateCodePoints } from '../text/code-points.ts';
import { plainCopy } from '../text/plain-copy.ts';
import { gateAnswer } from './gate-answer.ts';
import { headline, summaryText } from './headline.ts';
import type { AlertPlace } from './next-steps.ts';
import { reportLine } from './report-address.ts';
import { checkCounts } from './sections/check-sections.ts';

/**
 * `executionDetails.summary`: 1 to 2,048 characters. Whether those are code points or UTF-16 units
 * is not documented; this many code points fit either way.
 */
const MAX_SUMMARY_CODE_POINTS = 1024;

/** No variable of ours is longer; the service allows 122,880 bytes for all of an action. */
const MAX_VARIABLE_CODE_POINTS = 512;

/**
 * The answer to a CodePipeline job whose gate opens: a summary of 1 to 2,048 characters that says so
 * when the gate opened in spite of the verdict, and the output variables `verdict`, `runId`, and
 * for a run of one environment `accountSid` and `versionId`. Variables without a value are left out.
 */
export function jobSuccess(
  report: Report,
  place?: AlertPlace,
): {
  readonly summary: string;
  readonly outputVariables: Record<string, string>;
} {
  const { environments, runId, verdict } = plainCopy(report);
  const sentences = worstFirst(environments).map(sentenceOf);
  const text = sentences.length === 0 ? 'No environment was verified.' : sentences.join(' ');
  const page = reportLine(runId, place);
  const run = truncateCodePoints(` Run ${runId}`, MAX_SUMMARY_CODE_POINTS / 4);
  const tail = page === undefined ? run : `${run}. ${page}`;
  const room = MAX_SUMMARY_CODE_POINTS - tail.length;
  const credential = environments.length === 1 ? environments[0]?.credential : undefined;
  return {
    summary: `${truncateCodePoints(text, room)}${tail}`,
    outputVariables: variables({
      verdict,
      runId,
      accountSid: credential?.accountSid,
      versionId: credential?.versionId,
    }),
  };
}

function sentenceOf(environment: EnvironmentReport): string {
  const { name, verdict } = environment;
  const opening = `${name}: ${verdict}, ${gateAnswer(environment).sentence}`;
  const counts = checkCounts(environment);
  return verdict === 'pass'
    ? `${opening} (${counts}).`
    : `${opening}. ${summaryText(environment)} (${counts}).`;
}

function variables(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const present = Object.entries(values).flatMap(([key, value]) =>
    value ? [[key, truncateCodePoints(value, MAX_VARIABLE_CODE_POINTS)] as const] : [],
  );
  return Object.fromEntries(present);
}

/** What a CodePipeline job says while the gate waits for a rotation to end: 1 to 2,048 characters. */
export function jobContinuation(report: Report): { readonly summary: string } {
  const { environments, runId } = plainCopy(report);
  const lines = worstFirst(environments).slice(0, 1).map(headline);
  const text = [...lines, `The gate waits and looks again. Run ${runId}`].join('. ');
  return { summary: truncateCodePoints(text, MAX_SUMMARY_CODE_POINTS) };
}
