import { shownOptions } from '../../cli/arguments/command.ts';
import { allowed, typed } from '../../cli/arguments/help.ts';
import type { Option } from '../../cli/arguments/option.ts';
import { COMMANDS } from '../../cli/commands.ts';

const BEGINNING =
  '<!-- Written by `npm run schema` from the table of options; a test fails until it was run. -->';
const END = '<!-- end of the options -->';

/** The page with its table of options as the command line has them now. Throws where it has no place for one. */
export function withOptionsTable(page: string): string {
  const from = page.indexOf(BEGINNING);
  const to = page.indexOf(END);
  if (from < 0 || to < from) throw new Error('the page has no place for the table of options');
  return `${page.slice(0, from)}${BEGINNING}\n\n${optionsTable()}\n\n${page.slice(to)}`;
}

function optionsTable(): string {
  const options = new Set(COMMANDS.flatMap(shownOptions));
  return ['| option | meaning | commands |', '|---|---|---|', ...[...options].map(row)].join('\n');
}

function row(option: Option): string {
  const takers = COMMANDS.filter((command) => shownOptions(command).includes(option));
  const names =
    takers.length === COMMANDS.length ? 'all' : takers.map(({ name }) => name).join(', ');
  return `| \`${typed(option)}\` | ${option.text}${allowed(option)} | ${names} |`;
}
