import type { CauseId } from '../model/cause-id.ts';
import type { JobFailureType } from '../model/ports.ts';
import type { EnvironmentReport, Report } from '../model/report.ts';
import { worstFirst } from '../model/worst-first.ts';
import { truncateCodePoints } from '../text/code-points.ts';
import { plainCopy } from '../text/plain-copy.ts';
import { howSure } from './confidence-wording.ts';
import { gateAnswer } from './gate-answer.ts';
import { headline } from './headline.ts';
import { environmentMessage } from './sections/environment-message.ts';
import { type Block, fitBlocks } from './sections/fit-blocks.ts';

/** `failureDetails.message` of PutJobFailureResult: 1 to 5,000 characters (service model). */
const MAX_MESSAGE = 5000;
const MAX_RUN_LINE = 300;

const PERMISSION_CAUSES: ReadonlySet<CauseId> = new Set([
  'secret.access-denied',
  'secret.kms-denied',
]);

/** Contract 4: what the secret or the configuration holds is wrong; Twilio need not be asked. */
const CONFIGURATION_CAUSES: ReadonlySet<CauseId> = new Set([
  'secret.not-found',
  'secret.pending-deletion',
  'secret.not-json',
  'secret.missing-field',
  'credential.whitespace',
  'credential.swapped',
  'credential.malformed',
  'credential.placeholder',
  'credential.api-key-as-account',
  'credential.mixed',
  'credential.wrong-kind',
  'config.invalid',
  'config.unknown-environment',
]);

/**
 * The answer to a CodePipeline job whose gate stays shut: the failure type of contract 4 and a
 * message of 1 to 5,000 code points that begins with the one-line diagnosis of the worst
 * environment. Where it would be longer, the least important parts go first.
 */
export function jobFailure(report: Report): {
  readonly type: JobFailureType;
  readonly message: string;
} {
  const { environments, runId } = plainCopy(report);
  const [worst, ...others] = worstFirst(environments);
  const run = always([truncateCodePoints(`Run ${runId}`, MAX_RUN_LINE)]);
  if (worst === undefined) {
    const nothing = always(['Nothing was verified: the run has no environment.']);
    return { type: 'SystemUnavailable', message: fitBlocks([nothing, run], MAX_MESSAGE) };
  }
  const parts = { opening: [opening(worst)], closing: [othersBlock(others), run] };
  return { type: failureType(worst), message: environmentMessage(worst, parts, MAX_MESSAGE) };
}

function failureType({ verdict, diagnosis }: EnvironmentReport): JobFailureType {
  if (verdict !== 'fail') {
    return 'SystemUnavailable';
  }
  if (diagnosis !== undefined && PERMISSION_CAUSES.has(diagnosis.cause)) {
    return 'PermissionError';
  }
  return diagnosis !== undefined && CONFIGURATION_CAUSES.has(diagnosis.cause)
    ? 'ConfigurationError'
    : 'JobFailed';
}

function opening(environment: EnvironmentReport): Block {
  const answer = `Verdict ${environment.verdict}: ${gateAnswer(environment).sentence}.`;
  return always([headline(environment), howSure(environment.diagnosis), answer]);
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
