import { failureTypeOf } from '../causes/failure-type-of.ts';
import type { JobFailureType } from '../model/ports.ts';
import type { EnvironmentReport, Notice, Report } from '../model/report.ts';
import { worstFirst } from '../model/worst-first.ts';
import { truncateCodePoints } from '../text/code-points.ts';
import { plainCopy } from '../text/plain-copy.ts';
import { howSure } from './confidence-wording.ts';
import { gateAnswer } from './gate-answer.ts';
import { headline } from './headline.ts';
import type { AlertPlace } from './next-steps.ts';
import { reportLine } from './report-address.ts';
import { environmentMessage } from './sections/environment-message.ts';
import { type Block, fitBlocks } from './sections/fit-blocks.ts';

/** `failureDetails.message` of PutJobFailureResult: 1 to 5,000 characters (service model). */
const MAX_MESSAGE = 5000;
const MAX_RUN_LINE = 300;
const MAX_NOTICE = 500;

/**
 * The answer to a CodePipeline job whose gate stays shut: the failure type of its cause and a
 * message of 1 to 5,000 code points that begins with the one-line diagnosis of the worst
 * environment. Where it would be longer, the least important parts go first.
 */
export function jobFailure(
  report: Report,
  place?: AlertPlace,
): {
  readonly type: JobFailureType;
  readonly message: string;
} {
  const { environments, runId, notices = [] } = plainCopy(report);
  const [worst, ...others] = worstFirst(environments);
  const run = always([
    truncateCodePoints(`Run ${runId}`, MAX_RUN_LINE),
    ...[reportLine(runId, place) ?? []].flat(),
  ]);
  if (worst === undefined) {
    const nothing = always(['Nothing was verified: the run has no environment.']);
    return { type: 'SystemUnavailable', message: fitBlocks([nothing, run], MAX_MESSAGE) };
  }
  const parts = {
    opening: [opening(worst)],
    closing: [noticesBlock(notices), othersBlock(others), run],
  };
  return { type: failureTypeOf(worst), message: environmentMessage(worst, parts, MAX_MESSAGE) };
}

function opening(environment: EnvironmentReport): Block {
  const answer = `Verdict ${environment.verdict}: ${gateAnswer(environment).sentence}.`;
  return always([headline(environment), howSure(environment.diagnosis), answer]);
}

/** Such as an override that has ended. */
function noticesBlock(notices: readonly Notice[]): Block {
  const lines = notices.map(({ message }) => truncateCodePoints(message, MAX_NOTICE));
  return { importance: 2, lines };
}

function othersBlock(others: readonly EnvironmentReport[]): Block {
  const lines = others.map(
    (other) => `- ${other.verdict === 'pass' ? `${other.name}: pass` : headline(other)}`,
  );
  return { importance: 7, lines: lines.length === 0 ? [] : ['Other environments:', ...lines] };
}

function always(lines: readonly string[]): Block {
  return { importance: 1, lines };
}
