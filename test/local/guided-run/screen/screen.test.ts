import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createScreen, type Screen, wrapLine } from '../../../../local/guided-run/screen/screen.ts';

interface Shown {
  readonly screen: Screen;
  text(): string;
}

function show(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  environment: Readonly<Record<string, string>> = {},
): Shown {
  let written = '';
  const write = (text: string): void => {
    written += text;
  };
  return { screen: createScreen({ ...stream, write }, environment), text: () => written };
}

describe('a screen that is no terminal', () => {
  it('writes plain lines and no control characters', () => {
    const { screen, text } = show({});
    screen.heading('Head');
    screen.live('asking');
    screen.live('working', true);
    screen.settle(`  ${screen.paint('done', 'pass')}`);
    screen.quote('one\n\ntwo\n');
    expect(text()).toBe('\nHead\n  working …\n  done\n  | one\n  |\n  | two\n');
  });

  it('never breaks a line', () => {
    const { screen, text } = show({});
    screen.quote('word '.repeat(100));
    expect(text().split('\n')).toHaveLength(2);
  });
});

describe('a screen on a terminal', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('rewrites one line while work goes on, and takes it away when it ends', () => {
    const { screen, text } = show({ isTTY: true, columns: 80 });
    screen.live('Deploying');
    vi.advanceTimersByTime(250);
    screen.settle('Deployed');
    const written = text();
    vi.advanceTimersByTime(1000);
    expect(text()).toBe(written);
    expect(written.split('\n')).toHaveLength(2);
    expect(written.split('\r')).toHaveLength(5);
    expect(written).toMatch(/ - Deploying {2}0\.0 s/);
    expect(written.endsWith('\r\u001b[KDeployed\n')).toBe(true);
  });

  it('keeps the live line on one line, however narrow the terminal', () => {
    const { screen, text } = show({ isTTY: true, columns: 20 });
    screen.live('Something with a very long description');
    expect(text().replace('\r\u001b[K', '').length).toBeLessThan(20);
    screen.line();
  });

  it('paints, unless NO_COLOR is set', () => {
    const coloured = show({ isTTY: true }).screen.paint('no', 'fail');
    expect(coloured).toBe('\u001b[1;31mno\u001b[0m');
    expect(show({ isTTY: true }, { NO_COLOR: '1' }).screen.paint('no', 'fail')).toBe('no');
  });

  it('breaks its own sentences at words and indents each part', () => {
    const { screen, text } = show({ isTTY: true, columns: 60 });
    screen.sentence('word '.repeat(13).trim());
    expect(text()).toBe(`  ${'word '.repeat(11).trim()}\n  word word\n`);
  });

  it('breaks quoted lines at words and keeps its bar before each part', () => {
    const { screen, text } = show({ isTTY: true, columns: 60 }, { NO_COLOR: '1' });
    screen.quote(`- ${'word '.repeat(15).trim()}`);
    expect(text()).toBe(`  | - ${'word '.repeat(11).trim()}\n  |   ${'word '.repeat(4).trim()}\n`);
  });
});

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
    { title: 'a long word', line: 'a abcdefghijklm b', lines: ['a abcdefghijklm', 'b'] },
    {
      title: 'a command',
      line: '   aws secretsmanager list',
      lines: ['   aws secretsmanager list'],
    },
  ])('breaks $title', ({ line, lines }) => {
    expect(wrapLine(line, 9)).toEqual(lines);
  });
});
