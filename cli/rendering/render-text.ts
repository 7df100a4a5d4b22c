import type { Diagnosis, EnvironmentReport, Report } from '../../functions/domain/model/report.ts';
import { worstFirst } from '../../functions/domain/model/worst-first.ts';
import { answerOf } from '../../functions/domain/rendering/answer-of.ts';
import { howSure } from '../../functions/domain/rendering/confidence-wording.ts';
import { summaryText } from '../../functions/domain/rendering/headline.ts';
import { verdictCounts } from '../../functions/domain/rendering/judged-outcome.ts';
import {
  checkCounts,
  failingChecksSection,
  otherChecksSection,
  skippedChecksSection,
} from '../../functions/domain/rendering/sections/check-sections.ts';
import {
  alternativesSection,
  evidenceSection,
  NO_STEP,
  remediationSection,
} from '../../functions/domain/rendering/sections/diagnosis-sections.ts';
import {
  credentialSection,
  requestsText,
} from '../../functions/domain/rendering/sections/identity-section.ts';
import type { Section } from '../../functions/domain/rendering/sections/section.ts';
import { count } from '../../functions/domain/text/count.ts';
import { durationText } from '../../functions/domain/text/duration-text.ts';
import { plainCopy } from '../../functions/domain/text/plain-copy.ts';
import type { TextOptions } from './outcome.ts';
import { type Style, styleOf, terminalSection } from './terminal-section.ts';
import { wrap } from './wrap.ts';

/** A style, and how much is said. */
interface Manner extends Style {
  readonly verbose: boolean;
}

/**
 * The report for a person at a terminal or in a log, the worst environment first: of each the verdict, the
 * cause and the first step, a few lines; everything else with `verbose`. Commands never wrap; ends with a
 * line break. Nothing from outside brings control characters in.
 */
export function renderText(report: Report, options: TextOptions = {}): string {
  const plain = plainCopy(report);
  const manner = { ...styleOf(options), verbose: options.verbose ?? false };
  const texts = worstFirst(plain.environments).map((environment) =>
    environmentLines(environment, plain, manner).join('\n'),
  );
  const closing = [...noticeLines(plain, manner), runLines(plain, manner).join('\n')];
  return `${[...overview(plain, manner), ...texts, ...closing].join('\n\n')}\n`;
}

/** Only where there is something to count: one environment speaks for itself. */
function overview(
  { environments, verdict, trigger }: Report,
  { paint }: Manner,
): readonly string[] {
  if (environments.length === 1) {
    return [];
  }
  const word = paint(verdict.toUpperCase(), verdict);
  if (environments.length === 0) {
    return [`${word}  no environment was verified`];
  }
  const verdicts = environments.map((environment) => environment.verdict);
  const blocked = environments.filter((environment) => environment.blocked).length;
  const answer = blocked === 0 ? 'none blocked' : `${blocked} BLOCKED`;
  // No gate was asked where a person judged from here.
  const counts = [...verdictCounts(verdicts), ...(trigger === 'cli' ? [] : [answer])];
  return [`${word}  ${environments.length} environments: ${counts.join(', ')}`];
}

function environmentLines(
  environment: EnvironmentReport,
  report: Report,
  manner: Manner,
): readonly string[] {
  const { verdict, name } = environment;
  const word = manner.paint(verdict.toUpperCase(), verdict);
  const head = `${word}  ${name}: ${answerOf(environment, report)}`;
  if (verdict === 'pass') return [head, ...passLines(environment, manner)];
  const lines = manner.verbose ? problemLines : shortProblemLines;
  return [head, ...lines(environment, manner)];
}

function passLines(environment: EnvironmentReport, manner: Manner): readonly string[] {
  const { verbose } = manner;
  const { lines } = verbose ? identitySection(environment) : credentialSection(environment);
  const texts = [...lines.map(({ text }) => text), checkCounts(environment)];
  return [
    ...texts.flatMap((text) => paragraph(text, manner)),
    ...(verbose ? terminalSection(skippedChecksSection(environment), manner) : []),
  ];
}

/** What is wrong, the cause, the first step: what a person reads before anything else. */
function shortProblemLines(environment: EnvironmentReport, manner: Manner): readonly string[] {
  const { diagnosis } = environment;
  const [first, ...others] = diagnosis?.remediation ?? [];
  const command = first?.command?.split('\n') ?? [];
  const then = others.length === 0 ? '' : `Then ${count(others.length, 'more step')}. `;
  return [
    ...paragraph(summaryText(environment), manner),
    ...paragraph(`Cause: ${causeOf(diagnosis)}`, manner),
    ...openChecks(environment).flatMap((text) => paragraph(text, manner)),
    '',
    ...paragraph(`What to do first: ${first?.text ?? NO_STEP}`, manner),
    ...command.map((line) => `    ${line}`),
    ...paragraph(`${then}Evidence, checks and all steps: --verbose`, manner),
  ];
}

/** What did not pass, by its ids: none where nothing was checked. */
function openChecks({ checks }: EnvironmentReport): readonly string[] {
  const open = checks.filter(({ status }) => status !== 'pass' && status !== 'skipped');
  return open.length === 0 ? [] : [`Did not pass: ${open.map(({ id }) => id).join(', ')}`];
}

function causeOf(diagnosis: Diagnosis | undefined): string {
  return diagnosis === undefined ? 'not found' : `${diagnosis.cause} (${diagnosis.confidence})`;
}

function problemLines(environment: EnvironmentReport, manner: Manner): readonly string[] {
  const { diagnosis } = environment;
  const sections = [
    evidenceSection(diagnosis),
    remediationSection(diagnosis),
    alternativesSection(diagnosis),
    failingChecksSection(environment),
    otherChecksSection(environment),
    identitySection(environment),
  ];
  const texts = sections
    .map((section) => terminalSection(section, manner))
    .filter((lines) => lines.length > 0);
  return [
    ...paragraph(summaryText(environment), manner),
    ...paragraph(howSure(diagnosis), manner),
    ...texts.flatMap((lines) => ['', ...lines]),
  ];
}

function identitySection(environment: EnvironmentReport): Section {
  const { heading, lines } = credentialSection(environment);
  return { heading, lines: [...lines, { marker: '', text: requestsText(environment) }] };
}

function paragraph(text: string, { columns }: Manner): readonly string[] {
  return wrap(text, columns - 2).map((line) => `  ${line}`.trimEnd());
}

/** What is to be fixed beside the verdicts; a command is never wrapped, so that it can be copied. */
function noticeLines({ notices = [] }: Report, { paint, columns }: Manner): readonly string[] {
  return notices.map(({ message, command = '' }) => {
    const [first = '', ...others] = wrap(message, columns - 'NOTE  '.length);
    const commandLines = command.split('\n').filter((line) => line !== '');
    const lines = [...others, ...commandLines].map((line) => `      ${line}`);
    return [`${paint('NOTE', 'warn')}  ${first}`, ...lines].join('\n');
  });
}

function runLines(
  { runId, trigger, startedAt, durationMs }: Report,
  { verbose, columns }: Manner,
): readonly string[] {
  const more = ` (${trigger}), started ${startedAt}, took ${durationText(durationMs)}`;
  return wrap(`run ${runId}${verbose ? more : ''}`, columns);
}
