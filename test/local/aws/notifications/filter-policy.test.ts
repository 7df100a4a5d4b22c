import { describe, expect, it } from 'vitest';
import {
  parseFilterPolicy,
  passesFilter,
} from '../../../../local/aws/notifications/filter-policy.ts';

const ATTRIBUTES = new Map([
  ['environment', { dataType: 'String', value: 'production' }],
  ['causes', { dataType: 'String.Array', value: '["stale","swapped"]' }],
  ['broken', { dataType: 'String.Array', value: '"text"' }],
  ['count', { dataType: 'Number', value: '3' }],
]);

describe('a filter policy', () => {
  it.each([
    ['an equal string', '{"environment":["production"]}', true],
    ['another string', '{"environment":["staging"]}', false],
    ['one of several', '{"environment":["staging","production"]}', true],
    ['an element of a list', '{"causes":["swapped"]}', true],
    ['no element of a list', '{"causes":["deleted"]}', false],
    ['a list that is none', '{"broken":["text"]}', false],
    ['an equal number', '{"count":[3]}', true],
    ['a number given as a string', '{"count":["3"]}', false],
    ['a prefix', '{"environment":[{"prefix":"prod"}]}', true],
    ['another prefix', '{"environment":[{"prefix":"stag"}]}', false],
    ['a prefix of a number', '{"count":[{"prefix":"3"}]}', false],
    ['a suffix', '{"environment":[{"suffix":"tion"}]}', true],
    ['anything but another value', '{"environment":[{"anything-but":"staging"}]}', true],
    ['anything but this value', '{"environment":[{"anything-but":["production"]}]}', false],
    ['anything but, of an absent attribute', '{"absent":[{"anything-but":"x"}]}', false],
    ['presence', '{"environment":[{"exists":true}]}', true],
    ['absence of what is there', '{"environment":[{"exists":false}]}', false],
    ['absence of what is not there', '{"absent":[{"exists":false}]}', true],
    ['two keys that both match', '{"environment":["production"],"count":[3]}', true],
    ['two keys of which one matches', '{"environment":["production"],"count":[4]}', false],
    ['null', '{"environment":[null]}', false],
    ['no key at all', '{}', true],
  ])('on %s (%s): %s', (_case, policy, passes) => {
    expect(passesFilter(parseFilterPolicy(policy), ATTRIBUTES)).toBe(passes);
  });

  it.each([
    ['a value', '{"environment":["production"]}', false],
    ['absence, since there is no attribute at all', '{"environment":[{"exists":false}]}', false],
    ['a value or absence', '{"environment":["production",{"exists":false}]}', false],
    ['nothing', '{}', true],
  ])('lets a message without attributes through on %s (%s): %s', (_case, policy, passes) => {
    expect(passesFilter(parseFilterPolicy(policy), new Map())).toBe(passes);
  });
});
