import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../../functions/configuration/json/parse-json.ts';

const VALID: readonly string[] = [
  'null',
  ' true ',
  '-0',
  '1.5e-7',
  '"a\\"\\\\\\u00e9\\n\u2028"',
  '[]',
  '{ }',
  '[1,[2,{"a":[]}],"x"]',
  '\t{"a" : {"b":1} ,\r\n"c":[false, null]}',
  '{"constructor":1,"toString":2}',
];

const INVALID: readonly (readonly [text: string, line: number, column: number, problem: string])[] =
  [
    ['', 1, 1, 'the end of the text where a value should be'],
    ['{', 1, 2, 'the end of the text where a key'],
    ['{"a"}', 1, 5, 'no colon after a key'],
    ['{"a":}', 1, 6, 'a } where a value should be'],
    ['{"a":1', 1, 7, 'the end of the text where a comma or } should be'],
    ['{"a":1 "b":2}', 1, 8, 'a string where a comma or } should be'],
    ['{"a":1,}', 1, 8, 'a comma with nothing after it'],
    ['{a:1}', 1, 2, 'text without quotes where a key'],
    ['[1,]', 1, 4, 'a comma with nothing after it'],
    ['[1;2]', 1, 3, 'text without quotes where a comma or ] should be'],
    ['[1}', 1, 3, 'a } where a comma or ] should be'],
    ['[,1]', 1, 2, 'a , where a value should be'],
    ['{} {}', 1, 4, 'a { after the end'],
    ['{}\n\n/* x */', 3, 1, 'a comment (JSON has none) after the end'],
    ["['a']", 1, 2, 'a single quote where a value should be'],
    ['["a', 1, 2, 'a string that is not closed'],
    ['["a\\"]', 1, 2, 'a string that is not closed'],
    ['["a\nb"]', 1, 2, 'a string with a line break'],
    ['["\\x"]', 1, 2, 'wrong escape'],
    ['[01]', 1, 3, 'text without quotes where a comma or ] should be'],
    ['[+1]', 1, 2, 'text without quotes where a value should be'],
    ['[NaN]', 1, 2, 'text without quotes where a value should be'],
    ['[truely]', 1, 6, 'text without quotes where a comma or ] should be'],
    [`${'['.repeat(100_000)}`, 1, 34, 'more than 32 levels'],
  ];

describe('parseJson', () => {
  it.each(VALID)('reads %s as JSON.parse does', (text) => {
    expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text), refusedKeys: [] });
  });

  it.each(INVALID)('stops at the first fault of %.20s', (text, line, ...rest) => {
    const [column, problem] = rest;
    expect(() => JSON.parse(text.slice(0, 1000))).toThrow();
    const parse = parseJson(text);
    expect(parse).toMatchObject({ ok: false, position: { line, column } });
    expect(parse).toHaveProperty('problem', expect.stringContaining(problem));
  });

  it('agrees with JSON.parse on every short text over an alphabet of JSON', () => {
    const alphabet = ['{', '}', '[', ']', ',', ':', '"', '1', '-', ' ', 'null', '"a"'];
    const texts = alphabet.flatMap((a) =>
      alphabet.flatMap((b) => alphabet.flatMap((c) => alphabet.map((d) => a + b + c + d))),
    );
    const disagreements = texts.filter((text) => parseJson(text).ok !== isJson(text));
    expect(disagreements).toEqual([]);
  });

  it('counts lines by any line end, and columns from one', () => {
    expect(parseJson('{\r\n"a":1,\r"b":2,\n  c}')).toMatchObject({
      position: { line: 4, column: 3 },
    });
  });

  it('names keys given twice, also when one is written with an escape', () => {
    expect(parseJson('{"a":{"k":1,\n"\\u006b":2}}')).toEqual({
      ok: true,
      value: { a: { k: 2 } },
      refusedKeys: [{ path: ['a', 'k'], reason: 'duplicate', position: { line: 2, column: 1 } }],
    });
  });

  it('leaves __proto__ out of the value and reports it, in lists too', () => {
    const parse = parseJson('[{"__proto__":{"polluted":true}}]');
    expect(parse).toMatchObject({ refusedKeys: [{ path: [0, '__proto__'], reason: 'prototype' }] });
    expect(parse).toHaveProperty('value', [{}]);
  });

  it('lists at most fifty refused keys', () => {
    const parse = parseJson(`{${Array.from({ length: 200 }, () => '"a":1').join()}}`);
    expect(parse).toHaveProperty('refusedKeys.length', 50);
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
