import type { EnvironmentReport, Report } from '../../functions/domain/model/report.ts';
import { worstFirst } from '../../functions/domain/model/worst-first.ts';
import { howSure } from '../../functions/domain/rendering/confidence-wording.ts';
import { gateAnswer } from '../../functions/domain/rendering/gate-answer.ts';
import { gist } from '../../functions/domain/rendering/headline.ts';
import {
  checkCounts,
  failingChecksSection,
  otherChecksSection,
  skippedChecksSection,
} from '../../functions/domain/rendering/sections/check-sections.ts';
import {
  alternativesSection,
  evidenceSection,
  remediationSection,
} from '../../functions/domain/rendering/sections/diagnosis-sections.ts';
import {
  credentialSection,
  requestsText,
} from '../../functions/domain/rendering/sections/identity-section.ts';
import type { Section } from '../../functions/domain/rendering/sections/section.ts';
import { plainCopy } from '../../functions/domain/text/plain-copy.ts';
import { verdictCounts } from './outcome.ts';
import { ansiPaint, type Paint, plainPaint } from './paint.ts';
import { TERMINAL_COLUMNS, terminalSection } from './terminal-section.ts';
import { wrap } from './wrap.ts';

const SECOND_MS = 1000;

/**
 * The report for a person at a terminal or in a log, the worst environment first. Lines wrap at 100
 * columns, commands never; ends with a line break. ANSI colours only when asked for; without them
 * every mark is a word. Nothing from outside brings control characters in.
 */
export function renderText(report: Report, options: { readonly colour?: boolean } = {}): string {
  const plain = plainCopy(report);
  const paint = options.colour === true ? ansiPaint : plainPaint;
  const texts = worstFirst(plain.environments).map((environment) =>
    environmentLines(environment, paint).join('\n'),
  );
  const closing = [...noticeLines(plain, paint), runLines(plain).join('\n')];
  return `${[...overview(plain, paint), ...texts, ...closing].join('\n\n')}\n`;
}

/** Only where there is something to count: one environment speaks for itself. */
function overview({ environments, verdict }: Report, paint: Paint): readonly string[] {
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
  return [
    `${word}  ${environments.length} environments: ${[...verdictCounts(verdicts), answer].join(', ')}`,
  ];
}

function environmentLines(environment: EnvironmentReport, paint: Paint): readonly string[] {
  const { verdict, name } = environment;
  const word = paint(verdict.toUpperCase(), verdict);
  const head = `${word}  ${name}: ${gateAnswer(environment).sentence}`;
  return [
    head,
    ...(verdict === 'pass' ? passLines(environment, paint) : problemLines(environment, paint)),
  ];
}

function passLines(environment: EnvironmentReport, paint: Paint): readonly string[] {
  const identity = identitySection(environment).lines.map(({ text }) => text);
  return [
    ...[...identity, checkCounts(environment)].flatMap(paragraph),
    ...terminalSection(skippedChecksSection(environment), paint),
  ];
}

function problemLines(environment: EnvironmentReport, paint: Paint): readonly string[] {
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
    .map((section) => terminalSection(section, paint))
    .filter((lines) => lines.length > 0);
  return [
    ...paragraph(gist(environment)),
    ...paragraph(howSure(diagnosis)),
    ...texts.flatMap((lines) => ['', ...lines]),
  ];
}

function identitySection(environment: EnvironmentReport): Section {
  const { heading, lines } = credentialSection(environment);
  return { heading, lines: [...lines, { marker: '', text: requestsText(environment) }] };
}

function paragraph(text: string): readonly string[] {
  return wrap(text, TERMINAL_COLUMNS - 2).map((line) => `  ${line}`.trimEnd());
}

/** What is to be fixed beside the verdicts; a command is never wrapped, so that it can be copied. */
function noticeLines({ notices = [] }: Report, paint: Paint): readonly string[] {
  return notices.map(({ message, command = '' }) => {
    const [first = '', ...others] = wrap(message, TERMINAL_COLUMNS - 'NOTE  '.length);
    const commandLines = command.split('\n').filter((line) => line !== '');
    const lines = [...others, ...commandLines].map((line) => `      ${line}`);
    return [`${paint('NOTE', 'warn')}  ${first}`, ...lines].join('\n');
  });
}

function runLines({ runId, trigger, startedAt, durationMs }: Report): readonly string[] {
  return wrap(
    `run ${runId} (${trigger}), started ${startedAt}, took ${durationText(durationMs)}`,
    TERMINAL_COLUMNS,
  );
}

/** A duration for a person: `412 ms`, and from a second on `1.2 s`. */
export function durationText(durationMs: number): string {
  return durationMs < SECOND_MS
    ? `${Math.round(durationMs)} ms`
    : `${(durationMs / SECOND_MS).toFixed(1)} s`;
}
