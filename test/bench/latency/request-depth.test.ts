import { expect, it } from 'vitest';
import { requestDepth } from '../../../bench/latency/request-depth.ts';

it.each([
  ['no request', [], 0],
  ['one request', [40], 1],
  ['requests at once', [0, 0, 1, 5], 1],
  ['requests that overlap in a row', [0, 60, 90], 1],
  ['one after the other', [0, 101, 203], 3],
  ['two waves, told in any order', [104, 0, 2, 101], 2],
  ['an answer that goes out a millisecond early', [0, 99], 2],
  ['a chain beside a request that overlaps all of it', [0, 50, 100, 150, 200], 3],
])('counts round trips that follow one another: %s', (_name, arrivals, depth) => {
  expect(requestDepth(arrivals, 100)).toBe(depth);
});
