import { describe, expect, it } from 'vitest';
import { wrapLine } from '../../../../local/guided-run/screen/wrap-line.ts';

describe('wrapLine', () => {
  it.each([
    { title: 'a line that fits', line: 'one two', lines: ['one two'] },
    { title: 'an empty line', line: '', lines: [''] },
    { title: 'words', line: 'one two three', lines: ['one two', 'three'] },
    { title: 'a list item', line: '- one two three', lines: ['- one two', '  three'] },
    { title: 'a numbered step', line: '1. one two', lines: ['1. one', '   two'] },
    {
      title: 'a check behind its status',
      line: 'FAIL a.b: no way',
      lines: ['FAIL a.b:', '     no', '     way'],
    },
    { title: 'a long word', line: 'a abcdefghijklm b', lines: ['a', 'abcdefghijklm', 'b'] },
    {
      title: 'a command',
      line: '   aws secretsmanager list',
      lines: ['   aws secretsmanager list'],
    },
  ])('breaks $title', ({ line, lines }) => {
    expect(wrapLine(line, 9)).toEqual(lines);
  });
});
