import { expect, it } from 'vitest';
import { declaredPositions } from '../../../functions/configuration/declared-positions.ts';

it.each([
  ['a plain file', '{\n  "environments": {\n    "a": {},\n    "b": {}\n  }\n}', 'a 3:5, b 4:5'],
  ['a comment and a trailing comma', '// x\r\n{"environments": {\r\n\t"a": {},\r\n}}', 'a 3:2'],
  ['a byte order mark', '\uFEFF{"environments":{"a":{}}}', 'a 1:18'],
  ['an escaped name', '{"environments":{"\\u0061":{}}}', 'a 1:18'],
  ['no environments', '{}', ''],
  ['environments of another kind', '{"environments":["a"]}', ''],
  ['half a file', '{"environments":{"a":{}, "b"', 'a 1:18, b 1:26'],
  ['no JSON', 'x', ''],
  ['nothing', '', ''],
])('finds the declarations of %s', (_name, text, shown) => {
  const found = [...declaredPositions(text)].map(
    ([name, { line, column }]) => `${name} ${line}:${column}`,
  );
  expect(found.join(', ')).toBe(shown);
});
