import { expect, it } from 'vitest';
import { repeatedNames } from '../../../../functions/domain/credential/payload-object.ts';

it.each([
  ['an empty object', ' { } ', {}],
  ['one name with two values', '{"a":"1","b":2,"a":"2"}', { a: 'different' }],
  ['one name with the same value twice', '{"a": "1", "a":"1"}', { a: 'alike' }],
  ['one text in two spellings', '{"a":"b","a":"\\u0062"}', { a: 'alike' }],
  ['a text and the number in it', '{"a":"1","a":1}', { a: 'different' }],
  ['one name in two spellings', '{"a":1,"\\u0061":2}', { a: 'different' }],
  ['names repeated further down only', '{"a":{"b":1,"b":2},"c":[{"b":3},{"b":4}]}', {}],
  ['two objects under one name', '{"a":{"b":1},"a":{"b":2}}', { a: 'different' }],
  ['structure within strings', '{"a":"x,\\"a\\":{1","b":"]}","c":true}', {}],
  ['a name three times', '{"a":1,"a":2,"a":1}', { a: 'different' }],
  ['a name that returns to its last value', '{"a":1,"a":2,"a":2}', { a: 'different' }],
])('finds what repeats in %s', (_name, text, names) => {
  expect(Object.fromEntries(repeatedNames(text))).toEqual(names);
});
