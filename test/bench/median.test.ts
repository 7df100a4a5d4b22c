import { expect, it } from 'vitest';
import { median } from '../../bench/median.ts';

it.each([
  ['one value', [7], 7],
  ['the middle of an odd number, in any order', [9, 1, 5], 5],
  ['the mean of the two in the middle of an even number', [10, 1, 4, 2], 3],
])('is %s', (_name, values, expected) => {
  expect(median(values)).toBe(expected);
});

it('refuses to make one up', () => {
  expect(() => median([])).toThrow(RangeError);
});
