import { describe, expect, it } from 'vitest';
import {
  codePointLength,
  truncateCodePoints,
} from '../../../../functions/domain/text/code-points.ts';
import { cutAtWord } from '../../../../functions/domain/text/cut-at-word.ts';

it('counts an emoji as one code point', () => {
  expect(codePointLength('a🔑b')).toBe(3);
});

describe('truncateCodePoints', () => {
  it.each([
    ['keeps what fits', 'abcde', 5, 'abcde'],
    ['cuts and says so within the limit', 'abcdef', 5, 'abcd…'],
    ['keeps emoji that fit by code points', '🔑🔑🔑', 3, '🔑🔑🔑'],
    ['never cuts a surrogate pair', '🔑🔑🔑', 2, '🔑…'],
    ['leaves no space before the mark', 'abc def', 5, 'abc…'],
  ] as const)('%s', (...[, text, limit, cut]) => {
    expect(truncateCodePoints(text, limit)).toBe(cut);
  });
});

describe('cutAtWord', () => {
  it.each([
    ['keeps what fits', 'one two', 7, 'one two'],
    ['cuts at a word', 'one two three', 11, 'one two...'],
    ['takes a word that just fits', 'one two three', 10, 'one two...'],
    ['cuts a word that is too long by itself', 'abcdefghij', 8, 'abcde...'],
    ['leaves no punctuation before the dots', 'one, (two three', 10, 'one...'],
  ] as const)('%s', (...[, text, limit, cut]) => {
    expect(cutAtWord(text, limit)).toBe(cut);
  });
});
