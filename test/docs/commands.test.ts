import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shownOptions } from '../../cli/arguments/command.ts';
import { parseArguments } from '../../cli/arguments/parse-arguments.ts';
import { COMMANDS } from '../../cli/commands.ts';
import { pages } from './code-blocks.ts';

/** Up to whatever ends a command in a shell or a text: a comment, a quote, a pipe, a full stop. */
const COMMAND = /npx (?:--no )?twilio-preflight ([a-z]+)((?: +(?:--[a-z-]+|[\w.:/<>$"-]+))*)/g;

const COMMAND_LINES = pages().flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(COMMAND)].map(([line, command = '', rest = '']) => ({
    page,
    line,
    command,
    // Without what a shell redirects.
    words: rest
      .replace(/ >.*/, '')
      .split(' ')
      .filter((word) => word !== ''),
  })),
);

describe('the commands on the pages', () => {
  it.each(COMMAND_LINES)('exist, with these options: $page, $line', ({ command, words }) => {
    const known = COMMANDS.find(({ name }) => name === command);
    if (known === undefined) throw new Error(`there is no command ${command}`);
    // A page may leave out what is required, where it names a command and does not show it whole.
    expect(() =>
      parseArguments(words, { ...known, required: [], options: shownOptions(known) }),
    ).not.toThrow();
  });

  it('are found', () => {
    expect(COMMAND_LINES.map(({ command }) => command)).toEqual(
      expect.arrayContaining(['verify', 'diagnose', 'invoke']),
    );
  });
});
