import { expect, it } from 'vitest';
import { repeatedNames } from '../../../../functions/domain/credential/read-payload.ts';

it.each([
  ['an empty object', ' { } ', []],
  ['one name with two values', '{"a":"1","b":2,"a":"2"}', ['a']],
  ['one name with the same value twice', '{"a": "1", "a":"1"}', []],
  ['one name in two spellings', '{"a":1,"\\u0061":2}', ['a']],
  ['names repeated further down only', '{"a":{"b":1,"b":2},"c":[{"b":3},{"b":4}]}', []],
  ['two objects under one name', '{"a":{"b":1},"a":{"b":2}}', ['a']],
  ['structure within strings', '{"a":"x,\\"a\\":{1","b":"]}","c":true}', []],
  ['a name three times', '{"a":1,"a":2,"a":1}', ['a']],
])('finds what repeats in %s', (_name, text, names) => {
  expect([...repeatedNames(text)]).toEqual(names);
});
