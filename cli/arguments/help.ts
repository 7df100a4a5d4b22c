import { wrap } from '../rendering/wrap.ts';
import { type Command, type ExitCodes, shownOptions, VERDICT_EXITS } from './command.ts';
import type { Option } from './option.ts';
import { OPTIONS } from './options.ts';

/** How every example and every command to paste begins: it never fetches a package of this name. */
const PROGRAM = 'npx --no twilio-preflight';
/** Columns of what stands on the left: an option with its value, a command, an exit code. */
const LEFT = { option: 24, command: 13, code: 7 } as const;
/** With less room beside it a text goes below what it is about. */
const LEAST_TEXT = 30;

/** What stands on the left, and its text. */
export type Row = readonly [left: string, text: string];

/** The text of `--help` before any command; lines are at most `columns` long, examples aside. */
export function mainHelp(commands: readonly Command[], columns: number): string {
  const title =
    "twilio-preflight: is each environment's Twilio credential the one its configuration declares?";
  const help: Row = ['-h, --help', `${OPTIONS.help.text}; after a command, that command's`];
  return joined([
    wrap(title, columns),
    wrap('Usage: twilio-preflight COMMAND [OPTIONS]', columns),
    [
      'Commands',
      ...listed(
        commands.map(({ name, summary }): Row => [name, summary]),
        LEFT.command,
        columns,
      ),
    ],
    ['Options', ...listed([help, ['--version', 'the version']], LEFT.option, columns)],
    exitLines(VERDICT_EXITS, columns),
  ]);
}

/** The text of `--help` after a command, in the same way. */
export function commandHelp(command: Command, columns: number): string {
  const { about, notes = [], examples, exits } = command;
  return joined([
    wrap(about, columns),
    wrap(usageOf(command), columns),
    ['Options', ...listed(optionRows(command), LEFT.option, columns)],
    ...notes.map((note) => wrap(note, columns)),
    [
      examples.length === 1 ? 'Example' : 'Examples',
      ...examples.map((example) => `  ${PROGRAM} ${example}`),
    ],
    exitLines(exits, columns),
  ]);
}

function usageOf({ name, operand, required = [] }: Command): string {
  const choices = operand?.choices?.join('|') ?? operand?.name ?? '';
  const named = operand?.isRequired ? ` ${choices}` : '';
  const optional = operand?.isRequired === false ? ` [${choices}]` : '';
  const options = required.map((option) => ` ${typed(option)}`).join('');
  return `Usage: twilio-preflight ${name}${named}${optional}${options} [OPTIONS]`;
}

/** An option as it is typed: `--env NAME`. */
export function typed(option: Option): string {
  return option.kind === 'flag' ? `--${option.name}` : `--${option.name} ${option.value}`;
}

function optionRows(command: Command): readonly Row[] {
  return shownOptions(command).map((option) => {
    const short = option.kind === 'flag' && option.short !== undefined ? `-${option.short}, ` : '';
    const isRequired = command.required?.includes(option) ?? false;
    return [`${short}${typed(option)}`, `${option.text}${isRequired ? '' : allowed(option)}`];
  });
}

/** What follows the text of an option: its choices and its default. */
export function allowed(option: Option): string {
  switch (option.kind) {
    case 'flag':
      return '';
    case 'choice':
      return `: ${option.choices.join(', ')} (default: ${option.default})`;
    case 'value':
      return byDefault(option.default ?? option.otherwise);
    case 'list':
      return byDefault(option.otherwise);
  }
}

function byDefault(value: string | undefined): string {
  return value === undefined ? '' : ` (default: ${value})`;
}

function exitLines({ heading, rows }: ExitCodes, columns: number): readonly string[] {
  const lines = listed(
    rows.map(([code, meaning]): Row => [`${code}`, meaning]),
    LEFT.code,
    columns,
  );
  return [...wrap(heading, columns), ...lines];
}

/** Rows of two columns, the first `left` wide; below each other where there is no room for both. */
export function listed(rows: readonly Row[], left: number, columns: number): readonly string[] {
  const isBeside = columns - left >= LEAST_TEXT;
  const margin = ' '.repeat(isBeside ? left : 6);
  return rows.flatMap(([name, text]) => {
    const [first = '', ...others] = wrap(text, columns - margin.length);
    const head = isBeside ? [`  ${name}`.padEnd(left) + first] : [`  ${name}`, margin + first];
    return [...head, ...others.map((line) => margin + line)];
  });
}

function joined(blocks: readonly (readonly string[])[]): string {
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
