import { describe, expect, it } from 'vitest';
import { didYouMean, nearestName } from '../../../../functions/domain/text/nearest-name.ts';

const NAMES = ['secret', 'account', 'mode', 'twilioRegion', 'production', 'preview'];

describe('nearestName', () => {
  it.each([
    ['a missing letter', 'acount', 'account'],
    ['an added letter', 'modee', 'mode'],
    ['a replaced letter', 'secrat', 'secret'],
    ['two neighbours swapped', 'mdoe', 'mode'],
    ['letter case', 'TWILIOREGION', 'twilioRegion'],
    ['several faults in a long name', 'twillioRegoin', 'twilioRegion'],
    ['the beginning of only one', 'prod', 'production'],
    ['the name itself', 'secret', 'secret'],
  ])('finds a name in spite of %s', (_name, name, nearest) => {
    expect(nearestName(name, NAMES)).toBe(nearest);
  });

  it.each([
    ['something else', 'webhook', NAMES],
    ['the beginning of two', 'prod', ['production-eu', 'production-us']],
    ['two letters only', 'pr', ['production']],
    ['an empty name', '', NAMES],
    ['no candidates', 'mode', []],
    ['a very long name', 'mode'.repeat(17), ['mode'.repeat(17)]],
  ])('finds nothing for %s', (_name, name, candidates) => {
    expect(nearestName(name, candidates)).toBeUndefined();
  });

  it('prefers the nearest, and the first of equals', () => {
    expect(nearestName('stage1', ['stage22', 'stage2', 'stage3'])).toBe('stage2');
  });
});

it('ends a sentence with a near name, or with nothing', () => {
  expect([didYouMean('acount', NAMES), didYouMean('webhook', NAMES)]).toEqual([
    ' (did you mean account?)',
    '',
  ]);
});
