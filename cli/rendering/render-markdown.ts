import type {
  EnvironmentOutcome,
  ShownFinding,
} from '../../functions/domain/rendering/judged-outcome.ts';
import { STATUS_WORDS } from '../../functions/domain/rendering/status-words.ts';
import { KEY_COLUMNS, keyCells } from './key-cells.ts';
import type { Outcome } from './outcome.ts';

/**
 * A Markdown table of every finding, then what to do about each environment that does not pass: for a
 * pull request or a job summary.
 */
export function renderMarkdown(outcome: Outcome): string {
  const { title, verdict, environments, notes, showsKeys, whole } = outcome;
  const columns = [whole?.each ?? 'Environment', ...(showsKeys ? KEY_COLUMNS : []), 'Finding'];
  const lines = [
    `## ${title}: ${verdict}`,
    '',
    line(columns),
    line(columns.map(() => '---')),
    ...environments.flatMap(({ name, findings }) =>
      findings.map((finding) => row(name, finding, showsKeys)),
    ),
    ...environments.flatMap(explained),
    ...notes.flatMap((note) => ['', escaped(note)]),
  ];
  return `${lines.join('\n')}\n`;
}

function row(environment: string, finding: ShownFinding, showsKeys: boolean): string {
  const { status, check, message } = finding;
  const keys = showsKeys ? keyCells(finding).map(escaped) : [];
  const text = `**${STATUS_WORDS[status]}** ${check}: ${escaped(message)}`;
  return line([escaped(environment), ...keys, text]);
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function explained({ name, explanation }: EnvironmentOutcome): readonly string[] {
  if (explanation === undefined) return [];
  const { summary, answer, confidence, steps, helpUrl } = explanation;
  return [
    '',
    `### ${escaped(name)}: ${escaped(summary)}`,
    '',
    escaped(`${name}: ${answer}. ${confidence}`),
    ...(steps.length === 0 ? [] : ['']),
    ...steps.flatMap(({ text, command }, index) => [
      `${index + 1}. ${escaped(text)}`,
      ...(command ? codeBlock(command) : []),
    ]),
    ...(helpUrl === undefined ? [] : ['', `Help: <${helpUrl.replaceAll(/[<>\s]/g, '')}>`]),
  ];
}

/** Within a list item; the fence is longer than any row of backticks in the command. */
function codeBlock(command: string): readonly string[] {
  const longest = Math.max(2, ...[...command.matchAll(/`+/g)].map(([marks]) => marks.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}sh`, ...command.split('\n'), fence].map((one) => `   ${one}`);
}

/** A label may hold anything; none of it is markup, and `|` would end the cell. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>#|~&@]/g, (mark) => `\\${mark}`);
}
