import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../functions/configuration/parse-json.ts';

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
  '"https://a.example/*b*/"',
];

const WITH_COMMENTS: readonly (readonly [text: string, value: unknown])[] = [
  ['{}\n\n/* x */', {}],
  ['// note\n{"a":1, // why\n"b":/* 3 */2}', { a: 1, b: 2 }],
  ['{"a":[1,],}', { a: [1] }],
  ['[{"a":1,\n},\n]', [{ a: 1 }]],
];

const INVALID: readonly (readonly [text: string, line: number, column: number, problem: string])[] =
  [
    ['', 1, 1, 'value expected'],
    ['{', 1, 2, 'close brace expected'],
    ['{"a"}', 1, 5, 'colon expected'],
    ['{"a":}', 1, 6, 'value expected'],
    ['{"a":1', 1, 7, 'close brace expected'],
    ['{"a":1 "b":2}', 1, 8, 'comma expected'],
    ['{"a":1,,}', 1, 8, 'property name expected'],
    ['{a:1}', 1, 2, 'invalid symbol'],
    ['[1;2]', 1, 3, 'invalid symbol'],
    ['[1}', 1, 3, 'comma expected'],
    ['[,1]', 1, 2, 'value expected'],
    ['[,]', 1, 2, 'value expected'],
    ['{} {}', 1, 4, 'end of file expected'],
    ["['a']", 1, 2, 'invalid symbol'],
    ['["a', 1, 2, 'unexpected end of string'],
    ['["a\\"]', 1, 2, 'unexpected end of string'],
    ['["a\nb"]', 1, 2, 'unexpected end of string'],
    ['["a\u0001b"]', 1, 2, 'invalid character'],
    ['["\\x"]', 1, 2, 'invalid escape character'],
    ['["\\u00g0"]', 1, 2, 'invalid unicode'],
    ['[01]', 1, 3, 'comma expected'],
    ['[1.]', 1, 2, 'unexpected end of number'],
    ['[+1]', 1, 2, 'invalid symbol'],
    ['[NaN]', 1, 2, 'invalid symbol'],
    ['[truely]', 1, 2, 'invalid symbol'],
    ['/* no end', 1, 1, 'unexpected end of comment'],
    [`${'['.repeat(100_000)}`, 1, 33, 'more than 32 levels'],
  ];

describe('parseJson', () => {
  it.each(VALID)('reads %s as JSON.parse does', (text) => {
    expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
  });

  it.each(WITH_COMMENTS)('passes over comments and trailing commas in %s', (text, value) => {
    expect(parseJson(text)).toEqual({ ok: true, value });
  });

  it.each(INVALID)('stops at the first fault of %.20s', (text, line, ...rest) => {
    const [column, problem] = rest;
    expect(() => JSON.parse(text.slice(0, 1000))).toThrow();
    expect(issuesOf(text)).toEqual([
      {
        path: '',
        message: `is not JSON: line ${line}, column ${column}: ${problem}; allowed: one JSON object, which may have comments and trailing commas`,
      },
    ]);
  });

  it('agrees with JSON.parse on every short text over an alphabet of JSON, trailing commas aside', () => {
    const alphabet = ['{', '}', '[', ']', ',', ':', '"', '1', '-', ' ', 'null', '"a"'];
    const texts = alphabet.flatMap((a) =>
      alphabet.flatMap((b) => alphabet.flatMap((c) => alphabet.map((d) => a + b + c + d))),
    );
    const plain = (text: string): string => text.replaceAll(/(?<=[1l"}\]]\s*),(?=\s*[}\]])/g, '');
    const disagreements = texts.filter((text) => parseJson(text).ok !== isJson(plain(text)));
    expect(disagreements).toEqual([]);
  });

  it('counts lines by any line end, and columns from one', () => {
    expect(issuesOf('{\r\n"a":1,\r"b":2,\n  c}')[0]?.message).toContain('line 4, column 3');
  });

  it('reads 32 levels, brackets in texts and comments not counted', () => {
    const text = `${'['.repeat(32)}"[[" /* [[ */${']'.repeat(32)}`;
    expect(parseJson(text).ok).toBe(true);
  });

  it('names keys given twice, also when one is written with an escape', () => {
    expect(issuesOf('{"a":{"k":1,\n"\\u006b":2}}')).toEqual([
      {
        path: 'a.k',
        message: expect.stringContaining('is given twice (again at line 2, column 1)'),
      },
    ]);
  });

  it('lets one key stand in two objects', () => {
    expect(parseJson('{"a":{"k":1},"k":[{"k":1},{"k":2}]}').ok).toBe(true);
  });

  it('refuses __proto__, in lists too', () => {
    const [issue, ...others] = issuesOf('[{"__proto__":{"polluted":true}}]');
    expect(others).toEqual([]);
    expect(issue?.path).toBe('[0].__proto__');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('lists at most fifty refused keys', () => {
    expect(issuesOf(`{${Array.from({ length: 200 }, () => '"a":1').join()}}`)).toHaveLength(50);
  });
});

function issuesOf(text: string) {
  const parse = parseJson(text);
  if (parse.ok) throw new Error('The text was accepted.');
  return parse.issues;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
