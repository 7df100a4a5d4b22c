import { describe, expect, it } from 'vitest';
import { wrap } from '../../../../cli/rendering/wrap.ts';
import { count } from '../../../../functions/domain/text/count.ts';
import { durationText } from '../../../../functions/domain/text/duration-text.ts';
import { shortSids } from '../../../../functions/domain/text/short-sid.ts';
import { KEY_SID } from '../rendering/reports.ts';

describe('wrap', () => {
  it.each([
    ['an empty text is one empty line', '', ['']],
    ['a short text is one line', 'one two', ['one two']],
    ['a text breaks between words', 'one two three four', ['one two', 'three four']],
    ['a line may be exactly as wide as allowed', '12345 7890 x', ['12345 7890', 'x']],
    ['a long word is never broken', 'a https://example.com b', ['a https://example.com', 'b']],
  ])('%s', (_name, text, lines) => {
    expect(wrap(text, 10)).toEqual(lines);
  });
});

it('shortens SIDs and nothing that only looks like one', () => {
  expect(shortSids(`the key ${KEY_SID} and SK12`)).toBe('the key SK0123..cdef and SK12');
});

it.each([
  [0, '0 ms'],
  [411.6, '412 ms'],
  [1250, '1.3 s'],
])('shows %d ms as %s', (durationMs, text) => {
  expect(durationText(durationMs)).toBe(text);
});

it.each([
  [0, '0 checks'],
  [1, '1 check'],
  [2, '2 checks'],
])('counts %d', (amount, text) => {
  expect(count(amount, 'check')).toBe(text);
});
