import { describe, expect, it } from 'vitest';
import { plainCopy } from '../../../../functions/domain/text/plain-copy.ts';
import { plainCommand, plainLine } from '../../../../functions/domain/text/plain-line.ts';

describe('plainLine', () => {
  it.each([
    ['leaves plain text', 'Größe 100 % 🔑', 'Größe 100 % 🔑'],
    ['turns line breaks into one space', 'a\r\n\r\nb\u2028c\u2029d', 'a b c d'],
    ['trims and collapses white space', '  a \t b\u00a0 ', 'a b'],
    ['drops colour sequences whole', '\u001b[1;31mred\u001b[0m', 'red'],
    ['keeps a bracket that follows a line break', 'list\n[INFO] x', 'list [INFO] x'],
    ['drops a bare escape, a bell and C1 controls', 'a\u001bb\u0007c\u009bd', 'a b c d'],
    ['drops bidirectional overrides and zero-width marks', 'a\u202eb\u200bc\ufeff', 'abc'],
    ['drops noncharacters, which XML forbids', 'a\ufffeb\uffff', 'ab'],
    ['replaces a lone surrogate', 'a\ud800b', 'a\ufffdb'],
    ['may give nothing', '\u0000\n', ''],
  ])('%s', (_name, text, plain) => {
    expect(plainLine(text)).toBe(plain);
  });
});

describe('plainCommand', () => {
  it('keeps line breaks and inner spaces, and nothing else that is unseen', () => {
    expect(plainCommand('aws x \\\r\n  --name "a  b"\n\n\u001b[2Jnext\u0007')).toBe(
      'aws x \\\n  --name "a  b"\nnext',
    );
  });
});

describe('plainCopy', () => {
  it('cleans every string at any depth, commands as commands, and leaves numbers', () => {
    const value = { a: ['x\ny'], steps: [{ text: 'p\nq', command: 'r\ns' }], n: 1, b: true };
    expect(plainCopy(value)).toEqual({
      a: ['x y'],
      steps: [{ text: 'p q', command: 'r\ns' }],
      n: 1,
      b: true,
    });
  });
});
