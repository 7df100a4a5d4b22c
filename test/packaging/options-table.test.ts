import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { COMMANDS } from '../../cli/commands.ts';
import { withOptionsTable } from '../../packaging/commands/options-table.ts';

const PAGE = readFileSync('docs/command-line.md', 'utf8');

it('docs/command-line.md has the options of every command (npm run schema writes them)', () => {
  expect(withOptionsTable(PAGE)).toBe(PAGE);
});

it('docs/command-line.md names every command', () => {
  for (const { name } of COMMANDS)
    expect(PAGE).toMatch(new RegExp(`\`${name}\\b|twilio-preflight ${name}\\b`));
});

it('a page without a place for the table is refused', () => {
  expect(() => withOptionsTable('# Command line')).toThrow('no place for the table');
});
