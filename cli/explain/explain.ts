import type { Section, SectionLine } from '../../functions/domain/rendering/sections/section.ts';
import { nearestName } from '../../functions/domain/text/nearest-name.ts';
import { listed, type Row } from '../arguments/help.ts';
import type { Arguments } from '../arguments/option.ts';
import { OPTIONS } from '../arguments/options.ts';
import { shownArgument } from '../arguments/shown-argument.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { columnsOf, type Io, wantsColour } from '../io.ts';
import { type Style, styleOf, terminalSection } from '../rendering/terminal-section.ts';
import { wrap } from '../rendering/wrap.ts';
import { usageError } from '../usage-error.ts';
import {
  ALARMS,
  type AlarmTopic,
  alarmTopic,
  CAUSES,
  type CauseTopic,
  CHECKS,
  type CheckTopic,
  causeTopic,
  checkTopic,
  TOPIC_IDS,
  type Topic,
} from './topics.ts';

/** Columns of an id in a list. */
const ID_COLUMNS = 38;

/**
 * `explain`: what a cause, a check or an alarm is, from the texts of the runbook; without an id the list of all.
 * Throws a usage error, with the nearest id, for one that is none of them.
 */
export async function explain(given: Arguments, { stdout, env }: Io): Promise<ExitCode> {
  const { document, text } = answer(given.operand);
  const style = styleOf({ colour: wantsColour(stdout, env), columns: columnsOf(stdout) });
  const isJson = given.choice(OPTIONS.format) === 'json';
  stdout.write(
    isJson
      ? `${JSON.stringify({ schemaVersion: 1, ...document }, null, 2)}\n`
      : `${text(style).join('\n')}\n`,
  );
  return EXIT.open;
}

interface Answer {
  readonly document: object;
  readonly text: (style: Style) => readonly string[];
}

function answer(id: string | undefined): Answer {
  if (id === undefined) {
    const document = { causes: CAUSES, checks: CHECKS, alarms: ALARMS };
    return {
      document,
      text: (style) => [
        ...listOf('Causes', CAUSES, style),
        '',
        ...listOf('Checks', CHECKS, style),
        '',
        ...listOf('Alarms', ALARMS, style),
      ],
    };
  }
  const cause = causeTopic(id);
  if (cause !== undefined) return { document: { cause }, text: (style) => causeText(cause, style) };
  const check = checkTopic(id);
  if (check !== undefined) return { document: { check }, text: (style) => checkText(check, style) };
  const alarm = alarmTopic(id);
  if (alarm !== undefined) return { document: { alarm }, text: (style) => alarmText(alarm, style) };
  const nearest = nearestName(id, TOPIC_IDS);
  const hint =
    nearest === undefined ? 'explain without an id lists all.' : `Did you mean ${nearest}?`;
  throw usageError(`Unknown cause, check or alarm ${shownArgument(id)}. ${hint}`);
}

function listOf(
  heading: string,
  topics: readonly Topic[],
  { paint, columns }: Style,
): readonly string[] {
  const rows = topics.map(({ id, title }): Row => [id, title]);
  return [paint(heading, 'heading'), ...listed(rows, ID_COLUMNS, columns)];
}

/** A cause for a terminal: what it means, what proves it, what to do. */
export function causeText(cause: CauseTopic, style: Style): readonly string[] {
  const { means, proof, ruledOutBy, steps, avoid, checks, helpUrl } = cause;
  const sections = [
    { heading: 'What it means', lines: text(means) },
    { heading: 'How it is proven', lines: text(proof) },
    { heading: 'What rules it out', lines: text(ruledOutBy) },
    { heading: 'What to do', lines: steps.flatMap(stepLines) },
    { heading: 'How to avoid it', lines: text(avoid) },
    { heading: 'Checks that it keeps from passing', lines: checks.flatMap(text) },
    { heading: 'Help', lines: text(helpUrl) },
  ];
  return topicText(cause, sections, style);
}

/** How soon a person is needed. */
const SEVERITIES = { 2: 'severity 2: now', 3: 'severity 3: in working hours' } as const;

function alarmText(alarm: AlarmTopic, style: Style): readonly string[] {
  const { severity, means, beware, steps, ends } = alarm;
  const sections = [
    { heading: 'How soon', lines: text(SEVERITIES[severity]) },
    { heading: 'What it means', lines: text(means) },
    { heading: 'Beware', lines: text(beware) },
    { heading: 'What to do', lines: steps.flatMap(stepLines) },
    { heading: 'When it ends', lines: text(ends) },
  ];
  return topicText(alarm, sections, style);
}

function text(one: string): readonly SectionLine[] {
  return [{ marker: '', text: one }];
}

function topicText(
  { id, title }: Topic,
  sections: readonly Section[],
  style: Style,
): readonly string[] {
  const shown = sections.flatMap((section) => {
    const lines = terminalSection(section, style);
    return lines.length === 0 ? [] : ['', ...lines];
  });
  return [...titleLines(id, title, style), ...shown];
}

/** The first line begins with the id, however narrow the terminal is: an id is one word. */
function titleLines(id: string, title: string, { paint, columns }: Style): readonly string[] {
  const [first = '', ...others] = wrap(`${id}: ${title}`, columns);
  return [`${paint(id, 'heading')}${first.slice(id.length)}`, ...others];
}

function stepLines(
  { text, command }: CauseTopic['steps'][number],
  index: number,
): readonly SectionLine[] {
  const marker = `${index + 1}. `;
  const commands = command?.split('\n') ?? [];
  return [
    { marker, text },
    ...commands.map(
      (line) => ({ marker: ' '.repeat(marker.length), text: line, verbatim: true }) as const,
    ),
  ];
}

function checkText({ id, title, tier, causes }: CheckTopic, style: Style): readonly string[] {
  const passes = { heading: 'Passes when', lines: [{ marker: '', text: `${title}.` }] };
  return [
    ...titleLines(id, `a check of tier ${tier}`, style),
    '',
    ...terminalSection(passes, style),
    '',
    ...listOf('Causes that keep it from passing', causes, style),
    '',
    'explain CAUSE says what to do.',
  ];
}
